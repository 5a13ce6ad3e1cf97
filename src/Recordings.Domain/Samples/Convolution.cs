using System.Numerics;
using System.Runtime.InteropServices;

namespace Recordings.Domain.Samples;

/// <summary>
/// The resampler's kernel: one coefficient at a time is multiplied with many consecutive samples and added to as many sums. So every sum is
/// formed in the order of the taps, by separate multiply and add, at any vector width.
/// </summary>
internal static class Convolution
{
    /// <summary>Outputs formed at a time, so that their additions do not wait for one another. The last may be discarded, and their samples must exist.</summary>
    public static int Width => 8 * Vector<float>.Count;

    /// <summary>Output n × stride is the sum over the taps of coefficient[tap] × samples[offsets[tap] + n], to the nearest, halves up, saturated.</summary>
    /// <param name="samples">At least <see cref="Width"/> more than are needed from each offset on.</param>
    /// <param name="offsets">For each tap, where the samples begin that it is multiplied with.</param>
    /// <param name="coefficients">One for each tap.</param>
    /// <param name="output">Filled from its first on, one of every <paramref name="stride"/>.</param>
    /// <param name="stride">From one output to the next of the same phase.</param>
    public static void Run(ReadOnlySpan<float> samples, ReadOnlySpan<int> offsets, ReadOnlySpan<float> coefficients, Span<short> output, int stride)
    {
        Span<short> results = stackalloc short[Width];
        var count = (output.Length + stride - 1) / stride;
        for (int lane = 0, to = 0; lane < count; lane += Width)
        {
            Block(samples[lane..], offsets, coefficients, MemoryMarshal.Cast<short, Vector<short>>(results));
            foreach (var result in results[..Math.Min(Width, count - lane)])
            {
                output[to] = result;
                to += stride;
            }
        }
    }

    private static void Block(ReadOnlySpan<float> samples, ReadOnlySpan<int> offsets, ReadOnlySpan<float> coefficients, Span<Vector<short>> results)
    {
        Vector<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (var tap = 0; tap < offsets.Length; tap++)
        {
            var x = MemoryMarshal.Cast<float, Vector<float>>(samples.Slice(offsets[tap], Width));
            var coefficient = new Vector<float>(coefficients[tap]);
            a += coefficient * x[0];
            b += coefficient * x[1];
            c += coefficient * x[2];
            d += coefficient * x[3];
            e += coefficient * x[4];
            f += coefficient * x[5];
            g += coefficient * x[6];
            h += coefficient * x[7];
        }

        results[0] = Round(a, b);
        results[1] = Round(c, d);
        results[2] = Round(e, f);
        results[3] = Round(g, h);
    }

    /// <summary>To the nearest, halves up, saturated.</summary>
    private static Vector<short> Round(Vector<float> low, Vector<float> high) => Vector.NarrowWithSaturation(Round(low), Round(high));

    private static Vector<int> Round(Vector<float> values) => Vector.ConvertToInt32(Vector.Floor(values + new Vector<float>(0.5f)));
}
