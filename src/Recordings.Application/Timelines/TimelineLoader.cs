using Recordings.Application.Ports;
using Recordings.Application.Scheduling;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Timelines;

/// <summary>Builds the timeline of a recording, and stores the summary so that later readers do not load the chunks.</summary>
public sealed class TimelineLoader(IRecordings recordings, SummaryKeeper summaries, LoadMemory memory)
{
    /// <summary>
    /// A few chunks arrive per second, and finding the recording takes a millisecond. More tries mean that rows contradict each other.
    /// </summary>
    private const int MaxTries = 10;

    private readonly SharedWork<ChatKey, KnownTimeline?> _loads = new();
    private readonly TimelineCache _recent = new();

    /// <summary>
    /// The timeline with its recording, summary included. If a chunk is stored during the load, the recording is read again.
    /// Null when the chat was deleted in the meantime, even if a new capture has its number: the caller's access was checked for
    /// the deleted capture only.
    /// </summary>
    public async Task<RecordingTimeline?> LoadAsync(Recording recording, CancellationToken cancellationToken)
    {
        var seen = recording;
        for (var tries = 0; seen is not null && tries < MaxTries; tries++)
        {
            var known = _recent.Find(seen.Key, seen.ChunkCount)
                ?? await _loads.RunAsync(seen.Key, () => LoadOnceAsync(seen), cancellationToken);
            if (known?.Chunks == seen.ChunkCount)
                return await CompleteAsync(seen, known, cancellationToken);

            seen = await recordings.FindAsync(seen.Workspace, seen.Id, cancellationToken) is { } now && now.Key == seen.Key ? now : null;
        }

        return seen is null ? null : throw new InvalidOperationException("The call's chunk count and its chunks do not agree.");
    }

    /// <summary>Null when there are no chunks. There may be other chunks than the recording counted when it was read.</summary>
    private async Task<KnownTimeline?> LoadOnceAsync(Recording seen)
    {
        using var taken = await memory.TakeAsync(seen.ChunkCount * TimelineCache.BytesPerChunk, CancellationToken.None);
        if (_recent.Find(seen.Key, seen.ChunkCount) is { } recent)
            return recent;

        _recent.MakeRoom(seen.ChunkCount);
        var chunks = await recordings.LoadChunksAsync(seen.Key, CancellationToken.None);
        if (chunks.Count == 0)
            return null;

        var timeline = Timeline.Create(chunks);
        var summary = chunks.Count == seen.ChunkCount ? seen.Summary : null;
        var known = new KnownTimeline(chunks.Count, timeline, summary ?? RecordingSummary.Create(timeline, chunks));
        _recent.Keep(seen.Key, known);
        return known;
    }

    private async Task<RecordingTimeline> CompleteAsync(Recording seen, KnownTimeline known, CancellationToken cancellationToken)
    {
        if (seen.Summary is null)
            await summaries.KeepAsync(seen.Key, known.Chunks, known.Summary, cancellationToken);
        return new RecordingTimeline(seen with { Summary = seen.Summary ?? known.Summary }, known.Timeline);
    }
}

/// <summary>A recording and its timeline, of the same chunks.</summary>
public sealed record RecordingTimeline(Recording Recording, Timeline Timeline)
{
    public RecordingSummary Summary => Recording.Summary!;
}
