using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Timelines;

/// <summary>
/// TimelineLoader of recently heard calls, so that a seek reads neither the chunk rows nor lays them out again. Chunks are only
/// ever added, so a capture and its number of chunks name a timeline for good. Bounded by what the timelines weigh.
/// </summary>
internal sealed class TimelineCache
{
    /// <summary>Some 75 calls of an hour.</summary>
    private const long MaxBytes = 32 * 1024 * 1024;

    /// <summary>Measured for a chunk of the usual size, with its row's strings and its place in the timeline.</summary>
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
                DropLeastUsed();
        }
    }

    private void DropLeastUsed()
    {
        var least = _byUse.Last!.Value;
        _byUse.RemoveLast();
        _entries.Remove((least.Chat, least.Chunks));
        _bytes -= least.Chunks * BytesPerChunk;
    }

    private sealed record Entry(ChatKey Chat, int Chunks, Timeline Timeline, RecordingSummary Summary);
}
