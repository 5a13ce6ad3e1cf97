using System.Numerics;
using System.Runtime.InteropServices;

namespace Recordings.Domain.Samples;

/// <summary>Decodes stored samples to 16-bit mono at their own rate (timeline rule 8).</summary>
public static class SampleDecoder
{
    /// <summary>The number of stereo frames decoded at a time: small enough for the stack and the first-level cache.</summary>
    private const int StereoBlock = 1024;

    /// <param name="format">How the samples are stored.</param>
    /// <param name="bytes">Whole frames.</param>
    /// <param name="mono">One sample for each frame.</param>
    /// <exception cref="ArgumentException">The number of frames in the bytes differs from the number of samples.</exception>
    public static void Decode(AudioFormat format, ReadOnlySpan<byte> bytes, Span<short> mono)
    {
        if (bytes.Length != (long)mono.Length * format.BytesPerFrame)
            throw new ArgumentException("The bytes must hold one frame for each sample.", nameof(mono));

        if (format.Channels == 1)
        {
            DecodeSamples(format.Encoding, bytes, mono);
            return;
        }

        Span<short> both = stackalloc short[2 * StereoBlock];
        while (!mono.IsEmpty)
        {
            var frames = Math.Min(StereoBlock, mono.Length);
            var taken = frames * format.BytesPerFrame;
            DecodeSamples(format.Encoding, bytes[..taken], both[..(2 * frames)]);
            Average(both[..(2 * frames)], mono[..frames]);
            bytes = bytes[taken..];
            mono = mono[frames..];
        }
    }

    private static void DecodeSamples(SampleEncoding encoding, ReadOnlySpan<byte> bytes, Span<short> samples)
    {
        switch (encoding)
        {
            case SampleEncoding.Pcm8:
                Pcm.Decode8(bytes, samples);
                break;
            case SampleEncoding.Pcm16:
                Pcm.Decode16(bytes, samples, bigEndian: false);
                break;
            case SampleEncoding.Pcm16BigEndian:
                Pcm.Decode16(bytes, samples, bigEndian: true);
                break;
            case SampleEncoding.Pcm24:
                Pcm.Decode24(bytes, samples);
                break;
            case SampleEncoding.Pcm32:
                Pcm.Decode32(bytes, samples);
                break;
            case SampleEncoding.Float32:
                FloatingPoint.Decode32(bytes, samples);
                break;
            case SampleEncoding.Float64:
                FloatingPoint.Decode64(bytes, samples);
                break;
            case SampleEncoding.ALaw:
                G711.Decode(G711.ALaw, bytes, samples);
                break;
            case SampleEncoding.MuLaw:
                G711.Decode(G711.MuLaw, bytes, samples);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Not a known encoding.");
        }
    }

    /// <summary>
    /// The mean of the two channels, halves up. The two channels of a frame are the halves of one 32-bit lane.
    /// Their order does not change the mean.
    /// </summary>
    private static void Average(ReadOnlySpan<short> both, Span<short> mono)
    {
        var frames = MemoryMarshal.Cast<short, Vector<int>>(both);
        var means = MemoryMarshal.Cast<short, Vector<short>>(mono);
        for (var i = 0; i < means.Length; i++)
            means[i] = Vector.Narrow(Mean(frames[2 * i]), Mean(frames[(2 * i) + 1]));

        for (var i = means.Length * Vector<short>.Count; i < mono.Length; i++)
            mono[i] = (short)((both[2 * i] + both[(2 * i) + 1] + 1) >> 1);
    }

    private static Vector<int> Mean(Vector<int> frames) => (((frames << 16) >> 16) + (frames >> 16) + Vector<int>.One) >> 1;
}
