using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Recordings.Domain.Samples;

/// <summary>
/// Converts linear integer samples to 16 bits: to the nearest, halves up, saturated (timeline rule 8).
/// Both spans hold the same number of samples.
/// </summary>
internal static class Pcm
{
    public static void Decode8(ReadOnlySpan<byte> bytes, Span<short> samples)
    {
        var from = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        var to = MemoryMarshal.Cast<short, Vector<short>>(samples);
        var middle = new Vector<short>(128);
        for (var i = 0; i < from.Length; i++)
        {
            Vector.Widen(from[i], out var low, out var high);
            to[2 * i] = (Vector.AsVectorInt16(low) - middle) << 8;
            to[(2 * i) + 1] = (Vector.AsVectorInt16(high) - middle) << 8;
        }

        for (var i = from.Length * Vector<byte>.Count; i < bytes.Length; i++)
            samples[i] = (short)((bytes[i] - 128) * 256);
    }

    public static void Decode16(ReadOnlySpan<byte> bytes, Span<short> samples, bool bigEndian)
    {
        var stored = MemoryMarshal.Cast<byte, short>(bytes);
        if (bigEndian == BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(stored, samples);
        else
            stored.CopyTo(samples);
    }

    public static void Decode24(ReadOnlySpan<byte> bytes, Span<short> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var value = ((bytes[3 * i] << 8) | (bytes[(3 * i) + 1] << 16) | (bytes[(3 * i) + 2] << 24)) >> 8;
            samples[i] = (short)Math.Min((value + 0x80) >> 8, short.MaxValue);
        }
    }

    public static void Decode32(ReadOnlySpan<byte> bytes, Span<short> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            long value = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]);
            samples[i] = (short)Math.Min((value + 0x8000) >> 16, short.MaxValue);
        }
    }
}
