using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Ports;

/// <summary>Stores API keys. Only a key's SHA-256 is stored, never its text.</summary>
public interface ICredentials
{
    /// <summary>
    /// The key with this digest, revoked and expired ones included; null when the key is unknown. The same read returns the result
    /// of <see cref="IRecordings.FindAsync"/> for the chat in the key's workspace.
    /// </summary>
    /// <param name="chat">Null: the caller needs no recording.</param>
    Task<PresentedKey?> FindAsync(Sha256 digest, ChatId? chat, CancellationToken cancellationToken);

    Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>False when the workspace does not exist.</summary>
    Task<bool> AddAsync(ApiKey key, Sha256 digest, CancellationToken cancellationToken);

    Task<IReadOnlyList<ApiKey>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    /// <summary>Revokes the key. A second call keeps the time of the first. False when there is no such key.</summary>
    Task<bool> RevokeAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken);
}

public sealed record PresentedKey(ApiKey Key, Recording? Recording);
