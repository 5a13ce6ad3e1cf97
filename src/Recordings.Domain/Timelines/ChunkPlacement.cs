using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>Places the chunks of one track on the timeline and joins them into runs (timeline rules 3 and 4). Integers only.</summary>
internal static class ChunkPlacement
{
    /// <summary>A chunk joins if its start is at most 1/50 second (20 ms) before or after the end of the previous chunk.</summary>
    private const int JoinsPerSecond = 50;

    /// <param name="track">The chunks of one track, in any order. This method sorts them into placement order.</param>
    /// <param name="rate">The recording's rate. No chunk has a higher rate.</param>
    /// <returns>One placed chunk for each chunk, in placement order.</returns>
    public static PlacedChunk[] Place(Chunk[] track, SampleRate rate)
    {
        Array.Sort(track, ComparePlacementOrder);
        var placed = new PlacedChunk[track.Length];
        var parts = new RunPart[track.Length];
        var start = track[0].Start.ToFrames(rate);
        for (var first = 0; first < track.Length;)
        {
            var run = RunFrom(first, start, track, parts, rate);
            for (var end = first + run.Parts.Count; first < end; first++)
                placed[first] = new PlacedChunk(run, track[first].Sequence, Interval(run, parts[first], rate));

            if (first < track.Length)
                start = Joins(track[first - 1], run.End, track[first], rate) ? run.End : track[first].Start.ToFrames(rate);
        }

        return placed;
    }

    /// <summary>Takes the first chunk and the chunks after it, while they join and have the same rate.</summary>
    private static Run RunFrom(int first, long start, Chunk[] track, RunPart[] parts, SampleRate rate)
    {
        var own = track[first].Format.Rate;
        long frames = 0, end;
        var next = first;
        do
        {
            parts[next] = new RunPart(track[next], frames);
            frames += track[next].Frames;
            end = start + Length(frames, own, rate);
            next++;
        }
        while (next < track.Length && track[next].Format.Rate == own && Joins(track[next - 1], end, track[next], rate));

        return new Run(own, new FrameRange(start, end), frames, new ArraySegment<RunPart>(parts, first, next - first));
    }

    private static FrameRange Interval(Run run, RunPart part, SampleRate rate) => new(
        run.Start + Length(part.FirstFrame, run.Rate, rate),
        run.Start + Length(part.FirstFrame + part.Chunk.Frames, run.Rate, rate));

    private static bool Joins(Chunk before, long end, Chunk chunk, SampleRate rate)
    {
        var distance = Math.Abs(chunk.Start.ToFrames(rate) - end);
        var shorter = Math.Min(Length(before.Frames, before.Format.Rate, rate), Length(chunk.Frames, chunk.Format.Rate, rate));
        return distance * JoinsPerSecond <= rate.Hertz && distance * 2 <= shorter;
    }

    /// <summary>Converts frames at a chunk's own rate to frames of the recording, rounded up.</summary>
    private static long Length(long frames, SampleRate own, SampleRate rate) =>
        own == rate ? frames : ((frames * rate.Hertz) + own.Hertz - 1) / own.Hertz;

    /// <summary>By given start, then by sequence number (timeline rule 4).</summary>
    private static int ComparePlacementOrder(Chunk a, Chunk b)
    {
        var byStart = a.Start.CompareTo(b.Start);
        return byStart != 0 ? byStart : a.Sequence.CompareTo(b.Sequence);
    }
}

/// <summary>A chunk's interval in frames of the recording, and the run that the chunk is part of.</summary>
internal readonly record struct PlacedChunk(Run Run, int Sequence, FrameRange Frames) : IComparable<PlacedChunk>
{
    /// <summary>Orders chunks for overlaps (timeline rule 5): where two chunks overlap, the greater one is heard.</summary>
    public int CompareTo(PlacedChunk other)
    {
        var byStart = Frames.Start.CompareTo(other.Frames.Start);
        return byStart != 0 ? byStart : Sequence.CompareTo(other.Sequence);
    }
}
