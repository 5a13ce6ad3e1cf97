using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Ports;

/// <summary>API keys. Only a key's SHA-256 is kept.</summary>
public interface ICredentials
{
    /// <summary>
    /// The key with this digest, revoked and expired ones included, and in the same read what <see cref="IRecordings.FindAsync"/>
    /// says of that chat of its workspace; null when the key is unknown.
    /// </summary>
    /// <param name="chat">Null: no recording is wanted.</param>
    Task<PresentedKey?> FindAsync(Sha256 digest, ChatId? chat, CancellationToken cancellationToken);

    Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>False when the workspace does not exist.</summary>
    Task<bool> AddAsync(ApiKey key, Sha256 digest, CancellationToken cancellationToken);

    Task<IReadOnlyList<ApiKey>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    /// <summary>Revokes, once: the first time stands. False when there is no such key.</summary>
    Task<bool> RevokeAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken);
}

public sealed record PresentedKey(ApiKey Key, Recording? Recording);
