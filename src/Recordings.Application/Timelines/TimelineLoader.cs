using Microsoft.Extensions.Logging;
using Recordings.Application.Ports;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Timelines;

/// <summary>Lays out the chunks of a recording, and keeps the summary that spares later readers the chunks.</summary>
public sealed partial class TimelineLoader(IRecordings recordings, ILogger<TimelineLoader> logger)
{
    /// <summary>Chunks arrive a few a second at most, and loading takes milliseconds: more tries mean rows that contradict each other.</summary>
    private const int MaxTries = 10;

    /// <summary>A day's chunks weigh a hundred megabytes while they are laid out: whoever comes later waits, and may find them in the cache.</summary>
    private const int LoadsAtOnce = 4;

    private readonly SemaphoreSlim _loads = new(LoadsAtOnce);
    private readonly TimelineCache _recent = new();

    /// <summary>
    /// The timeline with the recording it belongs to, summary included. A chunk stored while loading makes it load again.
    /// Null when the chat was deleted meanwhile, also when its number was captured anew: that is another's to admit anyone to.
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

    /// <summary>Null when chunks came or went since the recording was seen.</summary>
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

    /// <summary>The summary only spares later readers the work: a database that can be read but not written still serves.</summary>
    private async Task KeepAsync(Recording recording, RecordingSummary summary, CancellationToken cancellationToken)
    {
        try
        {
            await recordings.KeepSummaryAsync(recording.Key, recording.ChunkCount, summary, cancellationToken);
        }
        catch (DependencyUnavailableException away)
        {
            LogNotKept(away.Dependency);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A recording's summary was not kept: the {Dependency} is unavailable")]
    private partial void LogNotKept(Dependency dependency);
}

/// <summary>A recording and its timeline, of the same chunks.</summary>
public sealed record RecordingTimeline(Recording Recording, Timeline Timeline)
{
    public RecordingSummary Summary => Recording.Summary!;
}
