namespace Recordings.Infrastructure.Tests.Checksums;

/// <summary>CRC-32C by its definition: one bit at a time, with the reflected polynomial.</summary>
internal static class BitwiseCrc32C
{
    private const uint ReflectedPolynomial = 0x82F63B78;

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ ReflectedPolynomial : crc >> 1;
        }

        return ~crc;
    }
}
