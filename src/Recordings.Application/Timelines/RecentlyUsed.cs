namespace Recordings.Application.Timelines;

/// <summary>Values by key, up to an estimated size in bytes. Values that were not used for the longest time are dropped first.</summary>
/// <param name="maxBytes">The value that was added last stays, even if it alone is larger.</param>
internal sealed class RecentlyUsed<TKey, TValue>(long maxBytes)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    public TValue? Find(TKey key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node))
                return null;

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Value;
        }
    }

    /// <summary>Adds the value, or replaces the key's value.</summary>
    public void Keep(TKey key, TValue value, long bytes)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var node))
                Remove(node);

            _entries[key] = _byUse.AddFirst(new Entry(key, value, bytes));
            _bytes += bytes;
            while (_bytes > maxBytes && _byUse.Count > 1)
                Remove(_byUse.Last!);
        }
    }

    /// <summary>Drops values until this many bytes fit beside the others, so that the new value and the old ones do not exist together.</summary>
    public void MakeRoom(long bytes)
    {
        lock (_lock)
        {
            while (_bytes + bytes > maxBytes && _byUse.Last is { } last)
                Remove(last);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
        _bytes -= node.Value.Bytes;
    }

    private sealed record Entry(TKey Key, TValue Value, long Bytes);
}
