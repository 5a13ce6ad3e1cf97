using Microsoft.Extensions.Logging;
using Recordings.Application.Ports;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Timelines;

/// <summary>Builds the timeline of a recording, and stores the summary so that later readers do not load the chunks.</summary>
public sealed partial class TimelineLoader(IRecordings recordings, ILogger<TimelineLoader> logger)
{
    /// <summary>A few chunks arrive per second, and a load takes milliseconds. More tries mean that rows contradict each other.</summary>
    private const int MaxTries = 10;

    /// <summary>
    /// The chunks of a day take a hundred megabytes while their timeline is built. Other callers wait, and may then find it in
    /// the cache.
    /// </summary>
    private const int MaxConcurrentLoads = 4;

    private readonly SemaphoreSlim _loads = new(MaxConcurrentLoads);
    private readonly TimelineCache _recent = new();

    /// <summary>
    /// The timeline with its recording, summary included. A chunk that is stored during the load starts another load.
    /// Null when the chat was deleted in the meantime, even if a new capture has its number: the caller's access was checked for
    /// the deleted capture only.
    /// </summary>
    public async Task<RecordingTimeline?> LoadAsync(Recording recording, CancellationToken cancellationToken)
    {
        var seen = recording;
        for (var tries = 0; seen is not null && tries < MaxTries; tries++)
        {
            if ((FindRecent(seen) ?? await LoadOnceAsync(seen, cancellationToken)) is { } loaded)
            {
                if (seen.Summary is null)
                    await KeepAsync(seen, loaded.Summary, cancellationToken);
                return loaded;
            }

            seen = await recordings.FindAsync(seen.Workspace, seen.Id, cancellationToken) is { } now && now.Key == seen.Key ? now : null;
        }

        return seen is null ? null : throw new InvalidOperationException("The call's chunk count and its chunks do not agree.");
    }

    private RecordingTimeline? FindRecent(Recording seen) => _recent.Find(seen.Key, seen.ChunkCount) is var (timeline, summary)
        ? new RecordingTimeline(seen with { Summary = seen.Summary ?? summary }, timeline)
        : null;

    /// <summary>Null when the number of chunks has changed since the recording was read.</summary>
    private async Task<RecordingTimeline?> LoadOnceAsync(Recording seen, CancellationToken cancellationToken)
    {
        await _loads.WaitAsync(cancellationToken);
        try
        {
            if (FindRecent(seen) is { } recent)
                return recent;

            var chunks = await recordings.LoadChunksAsync(seen.Key, cancellationToken);
            if (chunks.Count != seen.ChunkCount)
                return null;

            var timeline = Timeline.Create(chunks);
            var summary = seen.Summary ?? RecordingSummary.Create(timeline, chunks);
            _recent.Keep(seen.Key, seen.ChunkCount, timeline, summary);
            return new RecordingTimeline(seen with { Summary = summary }, timeline);
        }
        finally
        {
            _loads.Release();
        }
    }

    /// <summary>A failed write is only logged: the summary saves work for later readers, and a read-only database still serves.</summary>
    private async Task KeepAsync(Recording recording, RecordingSummary summary, CancellationToken cancellationToken)
    {
        try
        {
            await recordings.KeepSummaryAsync(recording.Key, recording.ChunkCount, summary, cancellationToken);
        }
        catch (DependencyUnavailableException fault)
        {
            LogNotKept(fault.Dependency);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A recording's summary was not stored: the {Dependency} is unavailable")]
    private partial void LogNotKept(Dependency dependency);
}

/// <summary>A recording and its timeline, of the same chunks.</summary>
public sealed record RecordingTimeline(Recording Recording, Timeline Timeline)
{
    public RecordingSummary Summary => Recording.Summary!;
}
