namespace Recordings.Domain.Timelines;

/// <summary>
/// Missing sequence numbers between the lowest and the highest of a track: <paramref name="First"/> to <paramref name="Last"/>,
/// both missing.
/// </summary>
public readonly record struct SequenceGap(int First, int Last)
{
    /// <summary>The gaps between sequence numbers in ascending order.</summary>
    internal static IReadOnlyList<SequenceGap> Between(ReadOnlySpan<int> ascending)
    {
        var gaps = new List<SequenceGap>();
        for (var i = 1; i < ascending.Length; i++)
        {
            if (ascending[i] - ascending[i - 1] > 1)
                gaps.Add(new SequenceGap(ascending[i - 1] + 1, ascending[i] - 1));
        }

        return gaps;
    }
}
