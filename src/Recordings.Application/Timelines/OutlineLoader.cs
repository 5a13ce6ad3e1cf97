using Recordings.Application.Ports;
using Recordings.Application.Scheduling;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Timelines;

/// <summary>
/// Finds the outline of a recording. However many requests describe a call, its chunk rows are read once at a time. Chunks are only
/// added, so an outline with as many chunks as the request's recording, or more, has every chunk stored before the request.
/// </summary>
public sealed class OutlineLoader(IRecordings recordings, SummaryKeeper summaries, LoadMemory memory)
{
    /// <summary>Measured while an outline is made, for a call in which no two chunks join.</summary>
    private const long BytesPerChunk = 160;

    /// <summary>Two loads end the wait for a load that began too early. More tries mean that rows contradict each other.</summary>
    private const int MaxTries = 5;

    private readonly SharedWork<(ChatKey Chat, bool Summarized), RecordingOutline?> _loads = new();
    private readonly RecentlyUsed<ChatKey, RecordingOutline> _recent = new(maxBytes: 8 * 1024 * 1024);

    /// <summary>
    /// The outline, and the recording: with a summary of the same chunks if it is ready. Null when the chat was deleted in the
    /// meantime, even if a new capture has its number.
    /// </summary>
    public async Task<DescribedRecording?> LoadAsync(Recording recording, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (Describe(recording, _recent.Find(recording.Key)) is { } known)
                return known;

            var summarized = recording.Availability is Availability.Ready && (recording.Summary is null || tries > 0);
            var loaded = await _loads.RunAsync(
                (recording.Key, summarized), () => LoadOnceAsync(recording, summarized), cancellationToken);
            if (Describe(recording, loaded) is { } described)
                return described;

            if ((await recordings.FindAsync(recording.Workspace, recording.Id, cancellationToken))?.Key != recording.Key)
                return null;
        }

        throw new InvalidOperationException("The call's chunk count and its chunks do not agree.");
    }

    /// <summary>Null when the outline lacks chunks, or the summary that a ready recording needs.</summary>
    private static DescribedRecording? Describe(Recording recording, RecordingOutline? outline)
    {
        if (outline is null || outline.Timeline.Chunks < recording.ChunkCount)
            return null;
        if (recording.Availability is not Availability.Ready)
            return new DescribedRecording(recording, outline.Timeline);

        var summary = outline.Summary ?? (outline.Timeline.Chunks == recording.ChunkCount ? recording.Summary : null);
        return summary is null ? null : new DescribedRecording(recording with { Summary = summary }, outline.Timeline);
    }

    private async Task<RecordingOutline?> LoadOnceAsync(Recording recording, bool summarized)
    {
        using var taken = await memory.TakeAsync(recording.ChunkCount * BytesPerChunk, CancellationToken.None);
        var outline = await recordings.LoadOutlineAsync(recording.Key, recording.ChunkCount, summarized, CancellationToken.None);
        if (outline is null)
            return null;

        if (outline.Summary is { } summary)
            await summaries.KeepAsync(recording.Key, outline.Timeline.Chunks, summary, CancellationToken.None);
        _recent.Keep(recording.Key, outline, SizeOf(outline));
        return outline;
    }

    /// <summary>An estimate in bytes.</summary>
    private static long SizeOf(RecordingOutline outline) => 300 + outline.Timeline.Tracks.Sum(track => 250 + (8L * track.Gaps.Count));
}

/// <summary>A recording and the outline of its timeline.</summary>
public sealed record DescribedRecording(Recording Recording, TimelineOutline Outline);
