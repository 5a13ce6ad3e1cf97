using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Chats;

namespace Recordings.Infrastructure.Sqlite;

/// <summary>The embedded database serves one process, whose callers share an assembly already: there is nobody to lock out.</summary>
internal sealed class SingleProcessLock : IAssemblyLock
{
    public Task<IAsyncDisposable?> TryAcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(new Nothing());

    public Task<IAsyncDisposable> AcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable>(new Nothing());

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
