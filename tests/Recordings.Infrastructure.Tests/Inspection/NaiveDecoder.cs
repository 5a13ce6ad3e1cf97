using System.Buffers.Binary;
using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>Decodes by timeline rule 8, sample by sample. G.711 is expanded like the reference code of ITU-T G.191.</summary>
internal static class NaiveDecoder
{
    public static short[] Decode(AudioFormat format, byte[] bytes)
    {
        var width = format.BytesPerFrame / format.Channels;
        var samples = bytes.Chunk(width).Select(sample => One(format.Encoding, sample)).ToArray();
        return format.Channels == 1
            ? [.. samples.Select(sample => (short)sample)]
            : [.. samples.Chunk(2).Select(frame => (short)Math.Floor(((frame[0] + frame[1]) / 2.0) + 0.5))];
    }

    private static int One(SampleEncoding encoding, byte[] sample) => encoding switch
    {
        SampleEncoding.Pcm8 => (sample[0] - 128) * 256,
        SampleEncoding.Pcm16 => BinaryPrimitives.ReadInt16LittleEndian(sample),
        SampleEncoding.Pcm16BigEndian => BinaryPrimitives.ReadInt16BigEndian(sample),
        SampleEncoding.Pcm24 => Nearest(((sbyte)sample[2] * 65536.0 + sample[1] * 256 + sample[0]) / 256),
        SampleEncoding.Pcm32 => Nearest(BinaryPrimitives.ReadInt32LittleEndian(sample) / 65536.0),
        SampleEncoding.Float32 => Float(BinaryPrimitives.ReadSingleLittleEndian(sample)),
        SampleEncoding.Float64 => Float(BinaryPrimitives.ReadDoubleLittleEndian(sample)),
        SampleEncoding.MuLaw => MuLaw((byte)~sample[0]),
        _ => ALaw((byte)(sample[0] ^ 0x55)),
    };

    private static int Float(double value) => double.IsNaN(value) ? 0 : Nearest(value * 32768.0);

    private static int Nearest(double value) => (int)Math.Clamp(Math.Floor(value + 0.5), short.MinValue, short.MaxValue);

    private static int MuLaw(byte code)
    {
        var magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84;
        return (code & 0x80) != 0 ? -magnitude : magnitude;
    }

    private static int ALaw(byte code)
    {
        var segment = (code & 0x70) >> 4;
        var magnitude = ((code & 0x0F) << 4) + (segment == 0 ? 8 : 0x108);
        magnitude = segment > 1 ? magnitude << (segment - 1) : magnitude;
        return (code & 0x80) != 0 ? magnitude : -magnitude;
    }
}
