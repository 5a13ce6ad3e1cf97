using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Domain.Access;

/// <summary>An API key of one member in one workspace. The service shows the key's text once and does not store it.</summary>
/// <param name="KeyId">The public id: names the key and does not reveal it.</param>
/// <param name="ExpiresAt">Null: the key does not expire.</param>
/// <param name="RevokedAt">Null: the key is not revoked.</param>
public sealed record ApiKey(
    string KeyId, WorkspaceId Workspace, MemberId Member, IReadOnlyList<Scope> Scopes,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);
