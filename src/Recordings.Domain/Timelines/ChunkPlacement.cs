using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>Where the chunks of one track come to lie, and which of them join into runs (timeline rules 3 and 4). Integers only.</summary>
internal static class ChunkPlacement
{
    /// <summary>A chunk joins when it begins at most a fiftieth of a second, 20 ms, from the end of the one before.</summary>
    private const int JoinsPerSecond = 50;

    /// <param name="track">The chunks of one track, in any order; they are put into laying order.</param>
    /// <param name="rate">The recording's rate: at least that of every chunk.</param>
    /// <returns>The same chunks placed, in laying order.</returns>
    public static PlacedChunk[] Place(Chunk[] track, SampleRate rate)
    {
        Array.Sort(track, InLayingOrder);
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

    /// <summary>As many chunks as join, of the first one's rate.</summary>
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

    /// <summary>Own frames in frames of the recording, rounded up.</summary>
    private static long Length(long frames, SampleRate own, SampleRate rate) =>
        own == rate ? frames : ((frames * rate.Hertz) + own.Hertz - 1) / own.Hertz;

    private static int InLayingOrder(Chunk a, Chunk b)
    {
        var byStart = a.Start.CompareTo(b.Start);
        return byStart != 0 ? byStart : a.Sequence.CompareTo(b.Sequence);
    }
}

/// <summary>A chunk's interval on the recording's timeline, and the run it is part of.</summary>
internal readonly record struct PlacedChunk(Run Run, int Sequence, FrameRange Frames) : IComparable<PlacedChunk>
{
    /// <summary>What is heard over what (timeline rule 5): the greater is heard.</summary>
    public int CompareTo(PlacedChunk other)
    {
        var byStart = Frames.Start.CompareTo(other.Frames.Start);
        return byStart != 0 ? byStart : Sequence.CompareTo(other.Sequence);
    }
}
