namespace Recordings.Application.Scheduling;

/// <summary>Limits the memory of work of one kind: work takes bytes before it allocates them, and waits while there are not enough.</summary>
/// <param name="capacity">In bytes; at least 1.</param>
public sealed class ByteBudget(long capacity)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource<IDisposable> Ready)> _waiting = new();
    private long _free = capacity > 0 ? capacity : throw new ArgumentOutOfRangeException(nameof(capacity));

    public long Free
    {
        get
        {
            lock (_lock)
                return _free;
        }
    }

    /// <summary>Takes the bytes if they are free and no work waits; else null. Disposing the result returns them.</summary>
    public IDisposable? TryTake(long bytes)
    {
        lock (_lock)
            return _waiting.Count == 0 ? TakeFree(Bounded(bytes)) : null;
    }

    /// <summary>
    /// Waits for the bytes, in the order of the calls. Disposing the result returns them. More than the capacity counts as the capacity:
    /// the work then runs alone.
    /// </summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled; no bytes are taken.</exception>
    public Task<IDisposable> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        var ready = new TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkedListNode<(long, TaskCompletionSource<IDisposable>)> place;
        lock (_lock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_waiting.Count == 0 && TakeFree(Bounded(bytes)) is { } lease)
                return Task.FromResult<IDisposable>(lease);

            place = _waiting.AddLast((Bounded(bytes), ready));
        }

        return WaitAsync(place, ready, cancellationToken);
    }

    private async Task<IDisposable> WaitAsync(
        LinkedListNode<(long, TaskCompletionSource<IDisposable>)> place, TaskCompletionSource<IDisposable> ready,
        CancellationToken cancellationToken)
    {
        await using var cancellation = cancellationToken.UnsafeRegister(
            _ =>
            {
                if (!TryLeave(place))
                    return;
                ready.SetCanceled(cancellationToken);
                Return(0);
            },
            null);
        return await ready.Task;
    }

    private bool TryLeave(LinkedListNode<(long, TaskCompletionSource<IDisposable>)> place)
    {
        lock (_lock)
        {
            if (place.List is null)
                return false;
            _waiting.Remove(place);
            return true;
        }
    }

    private void Return(long bytes)
    {
        List<(TaskCompletionSource<IDisposable> Ready, IDisposable Lease)> served = [];
        lock (_lock)
        {
            _free += bytes;
            while (_waiting.First?.Value is { } next && TakeFree(next.Bytes) is { } lease)
            {
                _waiting.RemoveFirst();
                served.Add((next.Ready, lease));
            }
        }

        foreach (var (ready, lease) in served)
            ready.SetResult(lease);
    }

    private Lease? TakeFree(long bytes)
    {
        if (bytes > _free)
            return null;
        _free -= bytes;
        return new Lease(this, bytes);
    }

    private long Bounded(long bytes) => Math.Clamp(bytes, 0, capacity);

    private sealed class Lease(ByteBudget budget, long bytes) : IDisposable
    {
        private ByteBudget? _budget = budget;

        public void Dispose() => Interlocked.Exchange(ref _budget, null)?.Return(bytes);
    }
}
