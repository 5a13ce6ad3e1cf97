namespace Recordings.Benchmarks.Calls;

/// <summary>G.711 µ-law encoding (ITU-T G.711 table 2a). The service itself has only a decoder.</summary>
internal static class MuLaw
{
    private const int Bias = 0x84;
    private const int Clip = 32635;

    public static byte[] Encode(short[] samples) => Array.ConvertAll(samples, Encode);

    private static byte Encode(short sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var magnitude = Math.Min(Math.Abs((int)sample), Clip) + Bias;
        var exponent = 24 - int.LeadingZeroCount(magnitude);
        return (byte)~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0F));
    }
}
