using System.Buffers.Binary;
using System.Text;

namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>Builds WAVE files chunk by chunk. The sizes are correct unless a test sets another one.</summary>
internal sealed class WavBuilder(string form = "RIFF")
{
    private readonly MemoryStream _chunks = new();

    public static byte[] Fmt(int tag, int channels, uint rate, int bits, int? blockAlign = null)
    {
        var content = new byte[16];
        var align = blockAlign ?? channels * bits / 8;
        BinaryPrimitives.WriteUInt16LittleEndian(content, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(4), rate);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(8), unchecked(rate * (uint)align));
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(12), (ushort)align);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(14), (ushort)bits);
        return content;
    }

    public static byte[] ExtensibleFmt(int subTag, int channels, uint rate, int bits, int? validBits = null)
    {
        var content = new byte[40];
        Fmt(0xFFFE, channels, rate, bits).CopyTo(content, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(16), 22);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(18), (ushort)(validBits ?? bits));
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(20), channels == 1 ? 4u : 3u);
        new Guid("00000000-0000-0010-8000-00AA00389B71").ToByteArray().CopyTo(content, 24);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(24), (ushort)subTag);
        return content;
    }

    public static byte[] Ds64(ulong dataSize, ulong frames = 0)
    {
        var content = new byte[28];
        BinaryPrimitives.WriteUInt64LittleEndian(content.AsSpan(8), dataSize);
        BinaryPrimitives.WriteUInt64LittleEndian(content.AsSpan(16), frames);
        return content;
    }

    public static byte[] Samples(int length)
    {
        var samples = new byte[length];
        new Random(length).NextBytes(samples);
        return samples;
    }

    /// <summary>A mono 16-bit 8 kHz file with this many sample bytes.</summary>
    public static byte[] Plain(int dataBytes, uint? declaredSize = null) =>
        new WavBuilder().Chunk("fmt ", Fmt(1, 1, 8000, 16)).Chunk("data", Samples(dataBytes), declaredSize).Build();

    /// <param name="id">Four characters.</param>
    /// <param name="content">The content, which is padded to an even length.</param>
    /// <param name="declaredSize">The size field, if it must differ from the content's length.</param>
    public WavBuilder Chunk(string id, byte[] content, uint? declaredSize = null)
    {
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, declaredSize ?? (uint)content.Length);
        _chunks.Write(Encoding.Latin1.GetBytes(id));
        _chunks.Write(size);
        _chunks.Write(content);
        if (content.Length % 2 == 1)
            _chunks.WriteByte(0);
        return this;
    }

    /// <summary>Bytes as they are: neither a header nor a pad byte is added.</summary>
    public WavBuilder Bytes(params byte[] bytes)
    {
        _chunks.Write(bytes);
        return this;
    }

    public byte[] Build()
    {
        var file = new byte[12 + _chunks.Length];
        Encoding.Latin1.GetBytes(form).CopyTo(file, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), form is "RF64" or "BW64" ? uint.MaxValue : (uint)(file.Length - 8));
        "WAVE"u8.CopyTo(file.AsSpan(8));
        _chunks.ToArray().CopyTo(file, 12);
        return file;
    }
}
