namespace Recordings.Domain.Timelines;

/// <summary>Frames [Start, End): start included, end excluded, empty allowed. Invariant: 0 ≤ Start ≤ End.</summary>
public readonly record struct FrameRange
{
    /// <exception cref="ArgumentOutOfRangeException">Negative, or end before start.</exception>
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

    /// <summary>The frames in both; empty (at the later start) when they do not meet.</summary>
    public FrameRange Intersect(FrameRange other)
    {
        var start = Math.Max(Start, other.Start);
        return new FrameRange(start, Math.Max(start, Math.Min(End, other.End)));
    }
}
