using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Domain.Access;

/// <summary>A key of one member in one workspace. Its text is shown once and never kept.</summary>
/// <param name="KeyId">Names the key without revealing it.</param>
/// <param name="ExpiresAt">Never when null.</param>
/// <param name="RevokedAt">Null while the key is good.</param>
public sealed record ApiKey(
    string KeyId, WorkspaceId Workspace, MemberId Member, IReadOnlyList<Scope> Scopes,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);
