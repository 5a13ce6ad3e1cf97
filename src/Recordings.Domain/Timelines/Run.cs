using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>
/// Chunks of one own rate joined end to end: one signal, resampled as a whole (timeline rules 4 and 9).
/// Invariant: at least one part; the parts follow each other without a hole.
/// </summary>
public sealed class Run
{
    private readonly ReadOnlyMemory<RunPart> _parts;

    internal Run(SampleRate rate, FrameRange placed, long frames, ArraySegment<RunPart> parts) =>
        (Rate, Start, End, Frames, Parts, _parts) = (rate, placed.Start, placed.End, frames, parts, parts);

    /// <summary>The own rate of its chunks.</summary>
    public SampleRate Rate { get; }

    /// <summary>Where it begins, in frames of the recording.</summary>
    public long Start { get; }

    /// <summary>Where it ends, excluded, in frames of the recording.</summary>
    public long End { get; }

    /// <summary>Its length in frames of its own rate.</summary>
    public long Frames { get; }

    /// <summary>In the order of their frames.</summary>
    public IReadOnlyList<RunPart> Parts { get; }

    /// <summary>The parts that hold own frames [<paramref name="first"/>, first + <paramref name="count"/>), which may reach past the run's edges.</summary>
    public ReadOnlyMemory<RunPart> PartsOver(long first, long count)
    {
        var from = Math.Max(0, first);
        var to = Math.Min(Frames, first + count);
        if (from >= to)
            return ReadOnlyMemory<RunPart>.Empty;

        var holder = IndexOfPartAt(from);
        return _parts[holder..(IndexOfPartAt(to - 1) + 1)];
    }

    private int IndexOfPartAt(long frame)
    {
        var parts = _parts.Span;
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
/// <param name="FirstFrame">The frame of the run, at its own rate, at which the chunk begins.</param>
public readonly record struct RunPart(Chunk Chunk, long FirstFrame);
