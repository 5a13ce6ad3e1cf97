using System.Numerics;
using System.Runtime.InteropServices;

namespace Recordings.Domain.Samples;

/// <summary>
/// Sums voices in 32 bits and saturates once (timeline rule 6), so the order of the voices does not matter.
/// Vector code does not detect overflow: <c>Timeline.MaxTracks</c> keeps the sums within 32 bits.
/// </summary>
public static class Mixer
{
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Add(ReadOnlySpan<short> voice, Span<int> sum)
    {
        if (voice.Length != sum.Length)
            throw new ArgumentException("A voice must have one sample for each sum.", nameof(sum));

        var voices = MemoryMarshal.Cast<short, Vector<short>>(voice);
        var sums = MemoryMarshal.Cast<int, Vector<int>>(sum);
        for (var i = 0; i < voices.Length; i++)
        {
            Vector.Widen(voices[i], out var low, out var high);
            sums[2 * i] += low;
            sums[(2 * i) + 1] += high;
        }

        for (var i = voices.Length * Vector<short>.Count; i < voice.Length; i++)
            sum[i] += voice[i];
    }

    /// <summary>Adds a second voice to the first one. With two voices, this gives the same as a saturated sum of 32 bits.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void AddSaturated(ReadOnlySpan<short> voice, Span<short> other)
    {
        if (voice.Length != other.Length)
            throw new ArgumentException("Both voices must have the same number of samples.", nameof(other));

        var voices = MemoryMarshal.Cast<short, Vector<short>>(voice);
        var others = MemoryMarshal.Cast<short, Vector<short>>(other);
        for (var i = 0; i < others.Length; i++)
            others[i] = Vector.AddSaturate(others[i], voices[i]);

        for (var i = others.Length * Vector<short>.Count; i < other.Length; i++)
            other[i] = (short)Math.Clamp(other[i] + voice[i], short.MinValue, short.MaxValue);
    }

    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Saturate(ReadOnlySpan<int> sum, Span<short> output)
    {
        if (sum.Length != output.Length)
            throw new ArgumentException("The output must have one sample for each sum.", nameof(output));

        var sums = MemoryMarshal.Cast<int, Vector<int>>(sum);
        var outputs = MemoryMarshal.Cast<short, Vector<short>>(output);
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = Vector.NarrowWithSaturation(sums[2 * i], sums[(2 * i) + 1]);

        for (var i = outputs.Length * Vector<short>.Count; i < output.Length; i++)
            output[i] = (short)Math.Clamp(sum[i], short.MinValue, short.MaxValue);
    }
}
