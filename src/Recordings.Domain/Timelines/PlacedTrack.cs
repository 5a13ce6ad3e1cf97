using Recordings.Domain.Chats;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>The chunks of one track, placed and resolved: the part that a timeline and an outline share.</summary>
/// <param name="Runs">In placement order.</param>
/// <param name="Spans">In order of time and disjoint. Adjacent spans of one run are merged.</param>
internal sealed record PlacedTrack(TrackOutline Outline, List<PlacedRun> Runs, List<PlacedSpan> Spans)
{
    /// <param name="track">The track's name.</param>
    /// <param name="chunks">The chunks of one track, in any order. This method sorts them into placement order.</param>
    /// <param name="rate">The recording's rate. No chunk has a higher rate.</param>
    /// <exception cref="ArgumentException">Two chunks have the same sequence number.</exception>
    public static PlacedTrack Create(TrackName track, Span<ChunkTiming> chunks, SampleRate rate)
    {
        var gaps = FindGaps(track, chunks);
        chunks.Sort();
        var placed = new PlacedChunk[chunks.Length];
        var runs = ChunkPlacement.Place(chunks, rate, placed);
        var spans = OverlapResolver.Resolve(placed);

        var sounding = 0L;
        foreach (var span in spans)
            sounding += span.Frames.Length;
        var frames = new FrameRange(spans[0].Frames.Start, spans[^1].Frames.End);
        return new PlacedTrack(new TrackOutline(track, chunks.Length, frames, sounding, gaps), runs, spans);
    }

    private static IReadOnlyList<SequenceGap> FindGaps(TrackName track, ReadOnlySpan<ChunkTiming> chunks)
    {
        var sequences = new int[chunks.Length];
        for (var i = 0; i < sequences.Length; i++)
            sequences[i] = chunks[i].Sequence;
        Array.Sort(sequences);
        for (var i = 1; i < sequences.Length; i++)
        {
            if (sequences[i] == sequences[i - 1])
                throw new ArgumentException($"Track {track} has two chunks with the sequence number {sequences[i]}.", nameof(chunks));
        }

        return SequenceGap.Between(sequences);
    }
}
