namespace Recordings.Application.Scheduling;

/// <summary>
/// Gives a limited number of slots to waiting work. Keys take turns: a key with much waiting work delays the work of another key by
/// one turn only.
/// </summary>
/// <param name="slots">How much work runs at the same time; at least 1.</param>
public sealed class TurnQueue<TKey>(int slots)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedList<TaskCompletionSource<IDisposable>>> _waiting = [];
    private readonly LinkedList<TKey> _turns = new();
    private int _free = slots > 0 ? slots : throw new ArgumentOutOfRangeException(nameof(slots));

    /// <summary>Waits for a slot. Disposing the result returns the slot.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled; no slot is taken.</exception>
    public Task<IDisposable> TakeAsync(TKey key, CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource<IDisposable>> place;
        lock (_lock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_free > 0)
            {
                _free--;
                return Task.FromResult<IDisposable>(new Slot(this));
            }

            place = Enqueue(key);
        }

        return WaitAsync(key, place, cancellationToken);
    }

    private async Task<IDisposable> WaitAsync(
        TKey key, LinkedListNode<TaskCompletionSource<IDisposable>> place, CancellationToken cancellationToken)
    {
        await using var cancellation = cancellationToken.UnsafeRegister(
            _ =>
            {
                if (TryLeave(key, place))
                    place.Value.SetCanceled(cancellationToken);
            },
            null);
        return await place.Value.Task;
    }

    private LinkedListNode<TaskCompletionSource<IDisposable>> Enqueue(TKey key)
    {
        if (!_waiting.TryGetValue(key, out var queue))
        {
            _waiting.Add(key, queue = new LinkedList<TaskCompletionSource<IDisposable>>());
            _turns.AddLast(key);
        }

        return queue.AddLast(new TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <summary>False if the work has its slot already.</summary>
    private bool TryLeave(TKey key, LinkedListNode<TaskCompletionSource<IDisposable>> place)
    {
        lock (_lock)
        {
            if (place.List is not { } queue)
                return false;

            queue.Remove(place);
            if (queue.Count == 0)
            {
                _waiting.Remove(key);
                _turns.Remove(key);
            }

            return true;
        }
    }

    /// <summary>Gives the slot to the next key's oldest work.</summary>
    private void Release()
    {
        TaskCompletionSource<IDisposable> next;
        lock (_lock)
        {
            if (_turns.First is not { Value: var key } || !_waiting.TryGetValue(key, out var queue))
            {
                _free++;
                return;
            }

            _turns.RemoveFirst();
            next = queue.First!.Value;
            queue.RemoveFirst();
            if (queue.Count == 0)
                _waiting.Remove(key);
            else
                _turns.AddLast(key);
        }

        next.SetResult(new Slot(this));
    }

    private sealed class Slot(TurnQueue<TKey> queue) : IDisposable
    {
        private TurnQueue<TKey>? _queue = queue;

        public void Dispose() => Interlocked.Exchange(ref _queue, null)?.Release();
    }
}
