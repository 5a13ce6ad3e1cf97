using Recordings.Domain.Chats;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>Places and resolves the chunks of one track: the work that a timeline and an outline share.</summary>
internal static class PlacedTrack
{
    /// <summary>The outline alone. The memory for the work is rented.</summary>
    /// <param name="track">The track's name.</param>
    /// <param name="chunks">The chunks of one track, in any order. This method sorts them into placement order.</param>
    /// <param name="rate">The recording's rate. No chunk has a higher rate.</param>
    /// <exception cref="ArgumentException">Two chunks have the same sequence number.</exception>
    public static TrackOutline Outline(TrackName track, Span<ChunkTiming> chunks, SampleRate rate) => Create(track, chunks, rate, null, null);

    /// <summary>The outline, and the runs and spans of a timeline.</summary>
    /// <param name="runs">Receives the runs, in placement order.</param>
    /// <param name="spans">Receives the spans, in order of time and disjoint; adjacent spans of one run are merged.</param>
    /// <inheritdoc cref="Outline"/>
    public static TrackOutline Create(
        TrackName track, Span<ChunkTiming> chunks, SampleRate rate, List<PlacedRun>? runs, List<PlacedSpan>? spans)
    {
        var gaps = FindGaps(track, chunks);
        chunks.Sort();
        var rented = WorkArrays<PlacedChunk>.Pool.Rent(chunks.Length);
        try
        {
            var placed = new ArraySegment<PlacedChunk>(rented, 0, chunks.Length);
            ChunkPlacement.Place(chunks, rate, placed, runs);
            placed.AsSpan().Sort();

            var (first, end, sounding) = (-1L, 0L, 0L);
            foreach (var span in OverlapResolver.Resolve(placed))
            {
                spans?.Add(span);
                first = first < 0 ? span.Frames.Start : first;
                end = span.Frames.End;
                sounding += span.Frames.Length;
            }

            return new TrackOutline(track, chunks.Length, new FrameRange(first, end), sounding, gaps);
        }
        finally
        {
            WorkArrays<PlacedChunk>.Pool.Return(rented);
        }
    }

    private static IReadOnlyList<SequenceGap> FindGaps(TrackName track, Span<ChunkTiming> chunks)
    {
        // Stored rows come in this order, and sorting them again is cheap.
        chunks.Sort(static (one, other) => one.Sequence.CompareTo(other.Sequence));
        var gaps = new List<SequenceGap>();
        for (var i = 1; i < chunks.Length; i++)
        {
            var (before, sequence) = (chunks[i - 1].Sequence, chunks[i].Sequence);
            if (sequence == before)
                throw new ArgumentException($"Track {track} has two chunks with the sequence number {sequence}.", nameof(chunks));
            if (sequence - before > 1)
                gaps.Add(new SequenceGap(before + 1, sequence - 1));
        }

        return gaps;
    }
}
