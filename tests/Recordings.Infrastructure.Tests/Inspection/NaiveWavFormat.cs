using System.Buffers.Binary;
using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>The format that a fmt chunk declares, by a list of what is supported; null for all others.</summary>
internal static class NaiveWavFormat
{
    private static readonly Dictionary<(int Tag, int Bits), SampleEncoding> Supported = new()
    {
        [(1, 8)] = SampleEncoding.Pcm8,
        [(1, 16)] = SampleEncoding.Pcm16,
        [(1, 24)] = SampleEncoding.Pcm24,
        [(1, 32)] = SampleEncoding.Pcm32,
        [(3, 32)] = SampleEncoding.Float32,
        [(3, 64)] = SampleEncoding.Float64,
        [(6, 8)] = SampleEncoding.ALaw,
        [(7, 8)] = SampleEncoding.MuLaw,
    };

    private static readonly int[] Rates = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000];

    public static AudioFormat? Read(byte[] fmt)
    {
        if (fmt.Length < 16)
            return null;

        var (tag, channels, bits) = (U16(fmt, 0), U16(fmt, 2), U16(fmt, 14));
        if (tag == 0xFFFE)
        {
            var isTag = fmt.Length >= 40
                && Convert.ToHexString(fmt, 26, 14) == "000000001000800000AA00389B71"
                && U16(fmt, 18) <= bits;
            tag = isTag ? U16(fmt, 24) : -1;
        }

        var rate = BinaryPrimitives.ReadUInt32LittleEndian(fmt.AsSpan(4));
        if (!Supported.TryGetValue((tag, bits), out var encoding) || channels is 0 or > 2 || !Rates.Any(known => known == rate))
            return null;

        return bits == 24 && U16(fmt, 12) != 3 * channels ? null : new AudioFormat(encoding, SampleRate.FromHertz((int)rate), channels);
    }

    private static int U16(byte[] fmt, int at) => BinaryPrimitives.ReadUInt16LittleEndian(fmt.AsSpan(at));
}
