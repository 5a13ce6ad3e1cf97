namespace Recordings.Domain.Timelines;

/// <summary>
/// Missing sequence numbers between the lowest and the highest of a track: <paramref name="First"/> to <paramref name="Last"/>,
/// both missing.
/// </summary>
public readonly record struct SequenceGap(int First, int Last);
