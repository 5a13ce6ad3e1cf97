using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Recordings.Domain.Samples;

/// <summary>
/// A polyphase interpolator from one rate to a higher one (timeline rule 9). Each output frame depends only on its position in the run,
/// so any partition into calls gives the same frames. It has no state between calls, so all threads share one instance.
/// </summary>
public sealed class Resampler
{
    private static readonly ConcurrentDictionary<(int Up, int Down), Resampler> Cache = new();

    private readonly int _up;
    private readonly int _down;
    private readonly SincFilter _filter;

    private Resampler(int up, int down) => (_up, _down, _filter) = (up, down, new SincFilter(up));

    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="to"/> is lower than <paramref name="from"/>. A recording has the highest rate of its chunks.
    /// </exception>
    public static Resampler Between(SampleRate from, SampleRate to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var divisor = (int)BigInteger.GreatestCommonDivisor(from.Hertz, to.Hertz);
        return Cache.GetOrAdd((to.Hertz / divisor, from.Hertz / divisor), static ratio => new Resampler(ratio.Up, ratio.Down));
    }

    /// <summary>
    /// The source frames that <paramref name="outputs"/> output frames from <paramref name="firstOutput"/> on need.
    /// They may pass the run's edges.
    /// </summary>
    public (long First, int Count) SourceFrames(long firstOutput, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstOutput);
        ArgumentOutOfRangeException.ThrowIfNegative(outputs);
        var first = SourceFrameAt(firstOutput);
        return (first - SincFilter.Before, outputs == 0 ? 0 : (int)(SourceFrameAt(firstOutput + outputs - 1) - first) + SincFilter.Taps);
    }

    /// <param name="source">Exactly the <see cref="SourceFrames"/>, with zeros outside the run.</param>
    /// <param name="firstOutput">Counted from the run's start, at the output rate.</param>
    /// <param name="output">Receives the output frames; every element is written.</param>
    /// <exception cref="ArgumentException">The source does not have the length that the output needs.</exception>
    public void Resample(ReadOnlySpan<short> source, long firstOutput, Span<short> output)
    {
        var (first, count) = SourceFrames(firstOutput, output.Length);
        if (source.Length != count)
            throw new ArgumentException($"{output.Length} output frames need {count} source frames, not {source.Length}.", nameof(source));

        var lanes = ((count + _down - 1) / _down) + Convolution.Width;
        var rented = ArrayPool<float>.Shared.Rent(_down * lanes);
        try
        {
            var streams = rented.AsSpan(0, _down * lanes);
            Deinterleave(source, streams, lanes);
            for (var i = 0; i < Math.Min(_up, output.Length); i++)
            {
                var position = (firstOutput + i) * _down;
                var phase = (int)(position % _up);
                var tap = (int)((position / _up) - SincFilter.Before - first);
                if (phase == 0)
                    PassThrough(source[(tap + SincFilter.Before)..], output[i..]);
                else
                    ConvolvePhase(streams, lanes, tap, phase, output[i..]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>Copies the output frames that fall on a source frame, because the filter is the unit impulse there.</summary>
    private void PassThrough(ReadOnlySpan<short> source, Span<short> output)
    {
        var (up, down) = (_up, _down);
        for (int to = 0, from = 0; to < output.Length; to += up, from += down)
            output[to] = source[from];
    }

    /// <summary>
    /// Outputs of one phase are _up output frames apart, and their sources are _down source frames apart.
    /// The source is split into _down streams, so one coefficient is multiplied with consecutive frames of one stream.
    /// </summary>
    private void ConvolvePhase(ReadOnlySpan<float> streams, int lanes, int first, int phase, Span<short> output)
    {
        Span<int> offsets = stackalloc int[SincFilter.Taps];
        for (var tap = 0; tap < offsets.Length; tap++)
        {
            var (lane, stream) = Math.DivRem(first + tap, _down);
            offsets[tap] = (stream * lanes) + lane;
        }

        Convolution.Run(streams, offsets, _filter.Phase(phase), output, _up);
    }

    private void Deinterleave(ReadOnlySpan<short> source, Span<float> streams, int lanes)
    {
        if (_down == 1)
        {
            ToSingle(source, streams);
            return;
        }

        for (var stream = 0; stream < _down; stream++)
        {
            var to = streams.Slice(stream * lanes, lanes);
            var lane = 0;
            for (var from = stream; from < source.Length; from += _down)
                to[lane++] = source[from];
            to[lane..].Clear();
        }
    }

    private static void ToSingle(ReadOnlySpan<short> source, Span<float> samples)
    {
        var from = MemoryMarshal.Cast<short, Vector<short>>(source);
        var to = MemoryMarshal.Cast<float, Vector<float>>(samples);
        for (var i = 0; i < from.Length; i++)
        {
            Vector.Widen(from[i], out var low, out var high);
            to[2 * i] = Vector.ConvertToSingle(low);
            to[(2 * i) + 1] = Vector.ConvertToSingle(high);
        }

        for (var i = from.Length * Vector<short>.Count; i < source.Length; i++)
            samples[i] = source[i];
        samples[source.Length..].Clear();
    }

    private long SourceFrameAt(long output) => output * _down / _up;
}
