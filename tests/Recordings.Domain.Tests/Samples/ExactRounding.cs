using System.Numerics;

namespace Recordings.Domain.Tests.Samples;

/// <summary>Timeline rule 8 for one floating-point sample, in whole numbers of any size: nothing is rounded before the end.</summary>
internal static class ExactRounding
{
    public static short To16Bits(double sample)
    {
        if (double.IsNaN(sample))
            return 0;
        if (double.IsInfinity(sample))
            return sample > 0 ? short.MaxValue : short.MinValue;

        // A double is mantissa × 2^exponent. Twice the sample in steps, plus one, halved and rounded down is the nearest, halves up.
        var bits = BitConverter.DoubleToInt64Bits(sample);
        var exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        mantissa = exponent == 0 ? mantissa : mantissa + (BigInteger.One << 52);
        mantissa = bits < 0 ? -mantissa : mantissa;
        var shift = Math.Max(exponent, 1) - 1075 + 15 + 1;
        var (twice, scale) = shift >= 0 ? (mantissa << shift, BigInteger.One) : (mantissa, BigInteger.One << -shift);
        var nearest = FloorDivide(twice + scale, scale * 2);
        return (short)BigInteger.Min(BigInteger.Max(nearest, short.MinValue), short.MaxValue);
    }

    private static BigInteger FloorDivide(BigInteger number, BigInteger by)
    {
        var quotient = BigInteger.DivRem(number, by, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}
