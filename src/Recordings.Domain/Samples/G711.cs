namespace Recordings.Domain.Samples;

/// <summary>
/// The decoder output for each code, from ITU-T G.711 (11/1988), tables 1 and 2. The recommendation's 13-bit (A-law) and
/// 14-bit (µ-law) values are shifted left to 16 bits.
/// </summary>
internal static class G711
{
    public static readonly short[] ALaw = Table(DecodeALaw);

    public static readonly short[] MuLaw = Table(DecodeMuLaw);

    public static void Decode(short[] table, ReadOnlySpan<byte> codes, Span<short> samples)
    {
        for (var i = 0; i < codes.Length; i++)
            samples[i] = table[codes[i]];
    }

    private static short[] Table(Func<int, int> decode) => [.. Enumerable.Range(0, 256).Select(code => (short)decode(code))];

    /// <summary>A sent code has its even bits inverted. A set sign bit means positive. Segments 0 and 1 have the same step.</summary>
    private static int DecodeALaw(int code)
    {
        code ^= 0x55;
        var (segment, step) = Split(code);
        var magnitude = segment == 0 ? (2 * step) + 1 : ((2 * step) + 33) << (segment - 1);
        return ((code & 0x80) != 0 ? magnitude : -magnitude) << 3;
    }

    /// <summary>
    /// A sent code has all bits inverted. After inversion, a set sign bit means negative.
    /// The bias of 33 joins the segments without a jump.
    /// </summary>
    private static int DecodeMuLaw(int code)
    {
        code ^= 0xFF;
        var (segment, step) = Split(code);
        var magnitude = (((2 * step) + 33) << segment) - 33;
        return ((code & 0x80) != 0 ? -magnitude : magnitude) << 2;
    }

    private static (int Segment, int Step) Split(int code) => ((code >> 4) & 7, code & 15);
}
