using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Recordings.Domain.Samples;

/// <summary>
/// Converts IEEE 754 samples to 16 bits: × 32768, to the nearest, halves up, saturated, NaN is 0 (timeline rule 8). Both spans
/// hold the same number of samples.
/// </summary>
/// <remarks>
/// Each step is exact, so the width of a vector and the precision do not change the result. A factor of 2¹⁵ changes only the
/// exponent. Adding one half before the floor would round, so the fraction is compared instead: x − floor(x) is exact, or is between
/// one half and one and stays there when it is rounded.
/// </remarks>
internal static class FloatingPoint
{
    private const int FullScale = 32768;

    public static void Decode32(ReadOnlySpan<byte> bytes, Span<short> samples)
    {
        var from = MemoryMarshal.Cast<byte, Vector<float>>(bytes);
        var to = WholeVectors(samples);
        for (var i = 0; i < to.Length; i++)
            to[i] = Narrow(Nearest(from[2 * i]), Nearest(from[(2 * i) + 1]));

        for (var i = to.Length * Vector<short>.Count; i < samples.Length; i++)
            samples[i] = Nearest(BinaryPrimitives.ReadSingleLittleEndian(bytes[(sizeof(float) * i)..]));
    }

    public static void Decode64(ReadOnlySpan<byte> bytes, Span<short> samples)
    {
        var from = MemoryMarshal.Cast<byte, Vector<double>>(bytes);
        var to = WholeVectors(samples);
        for (var i = 0; i < to.Length; i++)
        {
            // A whole number of 16 bits is exact in single precision.
            var low = Vector.Narrow(Nearest(from[4 * i]), Nearest(from[(4 * i) + 1]));
            var high = Vector.Narrow(Nearest(from[(4 * i) + 2]), Nearest(from[(4 * i) + 3]));
            to[i] = Narrow(low, high);
        }

        for (var i = to.Length * Vector<short>.Count; i < samples.Length; i++)
            samples[i] = Nearest(BinaryPrimitives.ReadDoubleLittleEndian(bytes[(sizeof(double) * i)..]));
    }

    /// <summary>Empty on a big-endian machine, which converts sample by sample.</summary>
    private static Span<Vector<short>> WholeVectors(Span<short> samples) =>
        BitConverter.IsLittleEndian ? MemoryMarshal.Cast<short, Vector<short>>(samples) : [];

    private static Vector<short> Narrow(Vector<float> low, Vector<float> high) =>
        Vector.Narrow(Vector.ConvertToInt32(low), Vector.ConvertToInt32(high));

    private static Vector<float> Nearest(Vector<float> samples)
    {
        var numbers = Vector.ConditionalSelect(Vector.Equals(samples, samples), samples, Vector<float>.Zero);
        var steps = Vector.Min(Vector.Max(numbers * FullScale, new Vector<float>(short.MinValue)), new Vector<float>(short.MaxValue));
        var floor = Vector.Floor(steps);
        var isUp = Vector.GreaterThanOrEqual(steps - floor, new Vector<float>(0.5f));
        return floor + Vector.ConditionalSelect(isUp, Vector<float>.One, Vector<float>.Zero);
    }

    private static Vector<double> Nearest(Vector<double> samples)
    {
        var numbers = Vector.ConditionalSelect(Vector.Equals(samples, samples), samples, Vector<double>.Zero);
        var steps = Vector.Min(Vector.Max(numbers * FullScale, new Vector<double>(short.MinValue)), new Vector<double>(short.MaxValue));
        var floor = Vector.Floor(steps);
        var isUp = Vector.GreaterThanOrEqual(steps - floor, new Vector<double>(0.5));
        return floor + Vector.ConditionalSelect(isUp, Vector<double>.One, Vector<double>.Zero);
    }

    private static short Nearest(double sample)
    {
        if (double.IsNaN(sample))
            return 0;

        var steps = Math.Clamp(sample * FullScale, short.MinValue, short.MaxValue);
        var floor = Math.Floor(steps);
        return (short)(steps - floor >= 0.5 ? floor + 1 : floor);
    }
}
