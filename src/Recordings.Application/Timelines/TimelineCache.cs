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
    public const long BytesPerChunk = 700;

    private readonly RecentlyUsed<(ChatKey Chat, int Chunks), KnownTimeline> _recent = new(MaxBytes);

    public KnownTimeline? Find(ChatKey chat, int chunks) => _recent.Find((chat, chunks));

    public void Keep(ChatKey chat, KnownTimeline known) => _recent.Keep((chat, known.Chunks), known, known.Chunks * BytesPerChunk);

    /// <summary>Drops timelines before one of this many chunks is loaded.</summary>
    public void MakeRoom(int chunks) => _recent.MakeRoom(chunks * BytesPerChunk);
}

/// <summary>A timeline and the summary of the same chunks.</summary>
/// <param name="Chunks">The number of these chunks.</param>
internal sealed record KnownTimeline(int Chunks, Timeline Timeline, RecordingSummary Summary);
