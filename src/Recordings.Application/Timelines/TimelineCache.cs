using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Timelines;

/// <summary>
/// Timelines of calls that were read recently, so that a seek neither reads the chunk rows nor builds the timeline again. Chunks
/// are only added, so a capture and its number of chunks identify one timeline. Bounded by the estimated size of the timelines.
/// </summary>
internal sealed class TimelineCache
{
    /// <summary>About 75 calls of one hour.</summary>
    private const long MaxBytes = 32 * 1024 * 1024;

    /// <summary>Measured for a chunk of the usual size, with the strings of its row and its part of the timeline.</summary>
    private const long BytesPerChunk = 700;

    private readonly Lock _lock = new();
    private readonly Dictionary<(ChatKey Chat, int Chunks), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    public (Timeline Timeline, RecordingSummary Summary)? Find(ChatKey chat, int chunks)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue((chat, chunks), out var node))
                return null;

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return (node.Value.Timeline, node.Value.Summary);
        }
    }

    public void Keep(ChatKey chat, int chunks, Timeline timeline, RecordingSummary summary)
    {
        lock (_lock)
        {
            if (_entries.ContainsKey((chat, chunks)))
                return;

            _entries[(chat, chunks)] = _byUse.AddFirst(new Entry(chat, chunks, timeline, summary));
            _bytes += chunks * BytesPerChunk;
            while (_bytes > MaxBytes && _byUse.Count > 1)
                RemoveOldest();
        }
    }

    private void RemoveOldest()
    {
        var oldest = _byUse.Last!.Value;
        _byUse.RemoveLast();
        _entries.Remove((oldest.Chat, oldest.Chunks));
        _bytes -= oldest.Chunks * BytesPerChunk;
    }

    private sealed record Entry(ChatKey Chat, int Chunks, Timeline Timeline, RecordingSummary Summary);
}
