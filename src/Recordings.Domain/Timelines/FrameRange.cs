namespace Recordings.Domain.Timelines;

/// <summary>The half-open interval of frames [Start, End). It may be empty. Invariant: 0 ≤ Start ≤ End.</summary>
public readonly record struct FrameRange
{
    /// <exception cref="ArgumentOutOfRangeException">The start is negative, or the end is before the start.</exception>
    public FrameRange(long start, long end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        (Start, End) = (start, end);
    }

    public long Start { get; }

    public long End { get; }

    public long Length => End - Start;

    public bool IsEmpty => End == Start;

    /// <summary>The frames in both ranges. If there are none, an empty range at the later start.</summary>
    public FrameRange Intersect(FrameRange other)
    {
        var start = Math.Max(Start, other.Start);
        return new FrameRange(start, Math.Max(start, Math.Min(End, other.End)));
    }
}
