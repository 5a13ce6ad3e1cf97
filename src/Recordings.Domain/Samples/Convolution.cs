using System.Numerics;
using System.Runtime.InteropServices;

namespace Recordings.Domain.Samples;

/// <summary>
/// The resampler's kernel. It multiplies one coefficient with many consecutive samples and adds each product to its own sum.
/// So every sum is formed in tap order, by separate multiply and add, at any vector width.
/// </summary>
internal static class Convolution
{
    /// <summary>
    /// The number of outputs computed at a time, so that their additions do not wait for one another.
    /// The last outputs of a block may be discarded, but their samples must exist.
    /// </summary>
    public static int Width => 8 * Vector<float>.Count;

    /// <summary>
    /// Output n × stride is the sum over the taps of coefficient[tap] × samples[offsets[tap] + n].
    /// It is rounded to the nearest, halves up, and saturated.
    /// </summary>
    /// <param name="samples">At least <see cref="Width"/> more samples than the outputs need after each offset.</param>
    /// <param name="offsets">For each tap, the index of the first sample that is multiplied with its coefficient.</param>
    /// <param name="coefficients">One coefficient for each tap.</param>
    /// <param name="output">Receives the results at index 0, <paramref name="stride"/>, 2 × <paramref name="stride"/> and so on.</param>
    /// <param name="stride">The distance from one output to the next of the same phase.</param>
    public static void Run(
        ReadOnlySpan<float> samples, ReadOnlySpan<int> offsets, ReadOnlySpan<float> coefficients, Span<short> output, int stride)
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

    private static void Block(
        ReadOnlySpan<float> samples, ReadOnlySpan<int> offsets, ReadOnlySpan<float> coefficients, Span<Vector<short>> results)
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
