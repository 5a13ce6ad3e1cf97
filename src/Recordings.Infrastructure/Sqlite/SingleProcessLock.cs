using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Chats;

namespace Recordings.Infrastructure.Sqlite;

/// <summary>
/// A lock that is always free. The embedded database serves one process, and the callers in one process already share an
/// assembly, so there is no other process to exclude.
/// </summary>
internal sealed class SingleProcessLock : IAssemblyLock
{
    public Task<IAsyncDisposable?> TryAcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(new EmptyHandle());

    public Task<IAsyncDisposable> AcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable>(new EmptyHandle());

    private sealed class EmptyHandle : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
