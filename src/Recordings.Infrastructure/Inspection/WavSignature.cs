namespace Recordings.Infrastructure.Inspection;

/// <summary>The first 12 bytes of a WAVE file: RIFF, RF64 (EBU Tech 3306) or BW64 (ITU-R BS.2088), a size, and WAVE.</summary>
internal static class WavSignature
{
    public const int Length = 12;

    public static bool Begins(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= Length && bytes[8..].StartsWith("WAVE"u8) && (bytes.StartsWith("RIFF"u8) || HasLongSizes(bytes));

    /// <summary>Whether sizes of 64 bits stand in a chunk ds64.</summary>
    public static bool HasLongSizes(ReadOnlySpan<byte> bytes) => bytes.StartsWith("RF64"u8) || bytes.StartsWith("BW64"u8);

    /// <summary>The place of the first signature; -1 when there is none.</summary>
    public static int IndexIn(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at + Length <= bytes.Length; at++)
        {
            var next = bytes[(at + 8)..].IndexOf("WAVE"u8);
            if (next < 0)
                return -1;

            at += next;
            if (Begins(bytes[at..]))
                return at;
        }

        return -1;
    }
}
