using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>
/// Chunks of one rate, joined end to end. A run is resampled as one signal (timeline rules 4 and 9).
/// Invariant: at least one part, and no gap between the parts.
/// </summary>
public sealed class Run
{
    private readonly ArraySegment<RunPart> _parts;

    private Run(SampleRate rate, FrameRange placed, long frames, ArraySegment<RunPart> parts) =>
        (Rate, Start, End, Frames, _parts) = (rate, placed.Start, placed.End, frames, parts);

    /// <summary>Makes the runs of one track.</summary>
    /// <param name="placed">In placement order.</param>
    /// <param name="chunks">The chunks of all the runs, in placement order.</param>
    internal static Run[] Attach(List<PlacedRun> placed, Chunk[] chunks)
    {
        var (runs, parts, first) = (new Run[placed.Count], new RunPart[chunks.Length], 0);
        for (var i = 0; i < runs.Length; i++)
        {
            var frames = 0L;
            for (var next = first; next < first + placed[i].Chunks; next++)
            {
                parts[next] = new RunPart(chunks[next], frames);
                frames += chunks[next].Frames;
            }

            runs[i] = new Run(placed[i].Rate, placed[i].Placed, frames, new ArraySegment<RunPart>(parts, first, placed[i].Chunks));
            first += placed[i].Chunks;
        }

        return runs;
    }

    /// <summary>The rate of its chunks.</summary>
    public SampleRate Rate { get; }

    /// <summary>Its start, in frames of the recording.</summary>
    public long Start { get; }

    /// <summary>Its end (exclusive), in frames of the recording.</summary>
    public long End { get; }

    /// <summary>Its length in frames of its own rate.</summary>
    public long Frames { get; }

    /// <summary>In order of their frames.</summary>
    public IReadOnlyList<RunPart> Parts => _parts;

    /// <summary>
    /// The parts that hold the run's frames [<paramref name="first"/>, first + <paramref name="count"/>).
    /// The interval may pass the run's edges.
    /// </summary>
    public ReadOnlyMemory<RunPart> PartsOver(long first, long count)
    {
        var from = Math.Max(0, first);
        var to = Math.Min(Frames, first + count);
        if (from >= to)
            return ReadOnlyMemory<RunPart>.Empty;

        return _parts.AsMemory()[IndexOfPartAt(from)..(IndexOfPartAt(to - 1) + 1)];
    }

    private int IndexOfPartAt(long frame)
    {
        var parts = _parts.AsSpan();
        var (low, high) = (0, parts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (parts[middle].FirstFrame <= frame)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}

/// <summary>One chunk within a run.</summary>
/// <param name="Chunk">The chunk, of the run's own rate.</param>
/// <param name="FirstFrame">The chunk's first frame, counted from the run's start at the run's rate.</param>
public readonly record struct RunPart(Chunk Chunk, long FirstFrame);
