using Recordings.Domain;
using Recordings.Domain.Chats;

namespace Recordings.Application.Ports;

/// <summary>Lets one process at a time assemble a recording. A holder that dies releases it.</summary>
public interface IAssemblyLock
{
    /// <summary>The lock if nobody holds it, else null; disposing releases it.</summary>
    Task<IAsyncDisposable?> TryAcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken);

    /// <summary>Waits until the lock is free; disposing releases it.</summary>
    Task<IAsyncDisposable> AcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken);
}
