using Microsoft.Extensions.Logging;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Audio;

namespace Recordings.Application.Recordings;

/// <summary>Lays out the chunks of a recording, and keeps the summary that spares later readers the chunks.</summary>
public sealed partial class Timelines(IRecordings recordings, ILogger<Timelines> logger)
{
    /// <summary>
    /// The timeline with the recording it belongs to, summary included. A chunk stored while loading makes it load again.
    /// Null when the chat was deleted meanwhile.
    /// </summary>
    public async Task<LaidOutRecording?> LoadAsync(Recording recording, CancellationToken cancellationToken)
    {
        for (var seen = recording; seen is not null;
            seen = await recordings.FindAsync(seen.Workspace, seen.Id, cancellationToken))
        {
            var chunks = await recordings.LoadChunksAsync(seen.Key, cancellationToken);
            if (chunks.Count != seen.ChunkCount || chunks.Count == 0)
                continue;

            var timeline = Timeline.Of(chunks);
            if (seen.Summary is not null)
                return new LaidOutRecording(seen, timeline);

            var summary = RecordingSummary.Of(timeline, chunks);
            await KeepAsync(seen, summary, cancellationToken);
            return new LaidOutRecording(seen with { Summary = summary }, timeline);
        }

        return null;
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
public sealed record LaidOutRecording(Recording Recording, Timeline Timeline)
{
    public RecordingSummary Summary => Recording.Summary!;
}
