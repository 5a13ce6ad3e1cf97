using System.Buffers.Binary;
using System.Text;

namespace Recordings.Benchmarks.Calls;

/// <summary>A chunk as a WAV file. The measured code does not write this header.</summary>
internal static class ChunkFile
{
    private const int LinearHeader = 44;
    private const int MuLawHeader = 58;

    public static void Write(string path, TrackFormat format, ReadOnlySpan<byte> samples)
    {
        using var file = File.Create(path);
        Span<byte> header = stackalloc byte[format.IsMuLaw ? MuLawHeader : LinearHeader];
        var padding = samples.Length & 1;
        Tag(header, "RIFF");
        Int32(header[4..], header.Length - 8 + samples.Length + padding);
        Tag(header[8..], "WAVEfmt ");
        Int32(header[16..], format.IsMuLaw ? 18 : 16);
        Int16(header[20..], format.IsMuLaw ? 7 : 1);
        Int16(header[22..], 1);
        Int32(header[24..], format.Rate);
        Int32(header[28..], format.Rate * format.BytesPerFrame);
        Int16(header[32..], format.BytesPerFrame);
        Int16(header[34..], 8 * format.BytesPerFrame);
        if (format.IsMuLaw)
        {
            Int16(header[36..], 0);
            Tag(header[38..], "fact");
            Int32(header[42..], 4);
            Int32(header[46..], samples.Length);
        }

        Tag(header[^8..], "data");
        Int32(header[^4..], samples.Length);
        file.Write(header);
        file.Write(samples);
        if (padding == 1)
            file.WriteByte(0);
    }

    private static void Tag(Span<byte> to, string tag) => Encoding.ASCII.GetBytes(tag, to);

    private static void Int16(Span<byte> to, int value) => BinaryPrimitives.WriteInt16LittleEndian(to, (short)value);

    private static void Int32(Span<byte> to, int value) => BinaryPrimitives.WriteInt32LittleEndian(to, value);
}
