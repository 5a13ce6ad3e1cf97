using Recordings.Domain;
using Recordings.Domain.Chats;

namespace Recordings.Application.Ports;

/// <summary>Lets one process at a time assemble a rendition. The lock is released when its process ends.</summary>
public interface IAssemblyLock
{
    /// <summary>The lock if it is free, else null. Disposing releases it.</summary>
    Task<IAsyncDisposable?> TryAcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken);

    /// <summary>Waits until the lock is free. Disposing releases it.</summary>
    Task<IAsyncDisposable> AcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken);
}
