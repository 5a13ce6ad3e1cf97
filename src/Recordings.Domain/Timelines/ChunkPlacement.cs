using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>Places the chunks of one track on the timeline and joins them into runs (timeline rules 3 and 4). Integers only.</summary>
internal static class ChunkPlacement
{
    /// <summary>A chunk joins if its start is at most 1/50 second (20 ms) before or after the end of the previous chunk.</summary>
    private const int JoinsPerSecond = 50;

    /// <param name="track">The chunks of one track, in placement order.</param>
    /// <param name="rate">The recording's rate. No chunk has a higher rate.</param>
    /// <param name="placed">Receives one placed chunk for each chunk, in placement order.</param>
    /// <param name="runs">Receives the runs, in placement order; null when they are not needed.</param>
    public static void Place(ReadOnlySpan<ChunkTiming> track, SampleRate rate, Span<PlacedChunk> placed, List<PlacedRun>? runs)
    {
        var start = track[0].Start.ToFrames(rate);
        for (int first = 0, index = 0; first < track.Length; index++)
        {
            var run = PlaceRun(first, index, start, track, placed, rate);
            runs?.Add(run);
            first += run.Chunks;
            if (first < track.Length)
                start = Joins(track[first - 1], run.Placed.End, track[first], rate) ? run.Placed.End : track[first].Start.ToFrames(rate);
        }
    }

    /// <summary>Takes the first chunk and the chunks after it, while they join and have the same rate.</summary>
    private static PlacedRun PlaceRun(
        int first, int index, long start, ReadOnlySpan<ChunkTiming> track, Span<PlacedChunk> placed, SampleRate rate)
    {
        var own = track[first].Rate;
        var (frames, end, next) = (0L, start, first);
        do
        {
            frames += track[next].Frames;
            var from = end;
            end = start + Length(frames, own, rate);
            placed[next] = new PlacedChunk(index, track[next].Sequence, new FrameRange(from, end));
            next++;
        }
        while (next < track.Length && track[next].Rate == own && Joins(track[next - 1], end, track[next], rate));

        return new PlacedRun(own, new FrameRange(start, end), next - first);
    }

    private static bool Joins(ChunkTiming before, long end, ChunkTiming chunk, SampleRate rate)
    {
        var distance = Math.Abs(chunk.Start.ToFrames(rate) - end);
        var shorter = Math.Min(Length(before.Frames, before.Rate, rate), Length(chunk.Frames, chunk.Rate, rate));
        return distance * JoinsPerSecond <= rate.Hertz && distance * 2 <= shorter;
    }

    /// <summary>Converts frames at a chunk's own rate to frames of the recording, rounded up.</summary>
    private static long Length(long frames, SampleRate own, SampleRate rate) =>
        own == rate ? frames : ((frames * rate.Hertz) + own.Hertz - 1) / own.Hertz;
}

/// <summary>A run before its chunks are attached.</summary>
/// <param name="Placed">Its interval, in frames of the recording.</param>
/// <param name="Chunks">The number of its chunks, which are consecutive in placement order.</param>
internal readonly record struct PlacedRun(SampleRate Rate, FrameRange Placed, int Chunks);

/// <summary>A chunk's interval in frames of the recording, and the index of the run that the chunk is part of.</summary>
internal readonly record struct PlacedChunk(int Run, int Sequence, FrameRange Frames) : IComparable<PlacedChunk>
{
    /// <summary>Orders chunks for overlaps (timeline rule 5): where two chunks overlap, the greater one is heard.</summary>
    public int CompareTo(PlacedChunk other)
    {
        var byStart = Frames.Start.CompareTo(other.Frames.Start);
        return byStart != 0 ? byStart : Sequence.CompareTo(other.Sequence);
    }
}
