using System.Collections.Concurrent;

namespace Recordings.Domain.Audio;

/// <summary>
/// A polyphase interpolator from one rate to a higher one (timeline rule 9). Each output frame is a function of its position in the run
/// alone, so any partition into calls gives the same frames. Holds no state between calls: one instance serves all threads.
/// </summary>
public sealed class Resampler
{
    private static readonly ConcurrentDictionary<(int Up, int Down), Resampler> Known = new();

    private readonly int _up;
    private readonly int _down;
    private readonly SincFilter _filter;

    private Resampler(int up, int down) => (_up, _down, _filter) = (up, down, new SincFilter(up));

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> is the lower: a recording has the highest rate of its chunks.</exception>
    public static Resampler Between(SampleRate from, SampleRate to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(from.Hertz, to.Hertz);
        return Known.GetOrAdd((to.Hertz / divisor, from.Hertz / divisor), static ratio => new Resampler(ratio.Up, ratio.Down));
    }

    /// <summary>The source frames that <paramref name="outputs"/> output frames from <paramref name="firstOutput"/> on are made of; they may reach past the run's edges.</summary>
    public (long First, int Count) SourceFrames(long firstOutput, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstOutput);
        ArgumentOutOfRangeException.ThrowIfNegative(outputs);
        var first = SourceFrameAt(firstOutput);
        return (first - SincFilter.Before, outputs == 0 ? 0 : (int)(SourceFrameAt(firstOutput + outputs - 1) - first) + SincFilter.Taps);
    }

    /// <param name="source">Exactly the <see cref="SourceFrames"/>; zeros outside the run.</param>
    /// <param name="firstOutput">Counted from the run's start, at the output rate.</param>
    /// <param name="output">Filled.</param>
    /// <exception cref="ArgumentException">The source is not as long as the output needs.</exception>
    public void Resample(ReadOnlySpan<short> source, long firstOutput, Span<short> output)
    {
        var (first, count) = SourceFrames(firstOutput, output.Length);
        if (source.Length != count)
            throw new ArgumentException($"{output.Length} frames are made of {count}, not {source.Length}.", nameof(source));

        for (var i = 0; i < output.Length; i++)
        {
            var position = (firstOutput + i) * _down;
            var phase = _filter.Phase((int)(position % _up));
            var sum = 0f;
            var taps = source.Slice((int)((position / _up) - SincFilter.Before - first), SincFilter.Taps);
            for (var tap = 0; tap < SincFilter.Taps; tap++)
                sum += phase[tap] * taps[tap];
            output[i] = (short)Math.Clamp(MathF.Floor(sum + 0.5f), short.MinValue, short.MaxValue);
        }
    }

    private long SourceFrameAt(long output) => output * _down / _up;
}
