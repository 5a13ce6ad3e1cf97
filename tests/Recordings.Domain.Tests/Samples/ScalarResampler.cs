using System.Collections.Concurrent;
using System.Numerics;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

/// <summary>
/// Computes one output frame from the filter's definition, with the order of additions and the rounding that the kernel must have.
/// </summary>
internal static class ScalarResampler
{
    private static readonly ConcurrentDictionary<int, SincFilter> Filters = new();

    public static short At(IReadOnlyList<short> signal, int from, int to, long output)
    {
        var divisor = (int)BigInteger.GreatestCommonDivisor(from, to);
        var (up, down) = (to / divisor, from / divisor);
        var (source, phase) = Math.DivRem(output * down, up);
        var coefficients = Filters.GetOrAdd(up, phases => new SincFilter(phases)).Phase((int)phase);
        var sum = 0f;
        for (var tap = 0; tap < SincFilter.Taps; tap++)
        {
            var at = source - SincFilter.Before + tap;
            float product = coefficients[tap] * (at >= 0 && at < signal.Count ? signal[(int)at] : 0);
            sum += product;
        }

        return (short)Math.Clamp(MathF.Floor(sum + 0.5f), -32768, 32767);
    }
}
