using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Audio;

namespace Recordings.Application.Recordings;

/// <summary>Lays out the chunks of a recording, and keeps the summary that spares later readers the chunks.</summary>
public sealed class Timelines(IRecordings recordings)
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
            await recordings.KeepSummaryAsync(seen.Key, seen.ChunkCount, summary, cancellationToken);
            return new LaidOutRecording(seen with { Summary = summary }, timeline);
        }

        return null;
    }
}

/// <summary>A recording and its timeline, of the same chunks.</summary>
public sealed record LaidOutRecording(Recording Recording, Timeline Timeline)
{
    public RecordingSummary Summary => Recording.Summary!;
}
