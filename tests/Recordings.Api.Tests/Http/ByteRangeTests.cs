using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Recordings.Api.Http;

namespace Recordings.Api.Tests.Http;

[TestFixture]
public sealed class ByteRangeTests
{
    // Positions near the length, where the result changes, and positions far beyond any length.
    private static readonly Gen<BigInteger> Positions = Gen.OneOf(
        Gen.Choose(0, 60).Select(value => (BigInteger)value),
        Gen.Choose(0, int.MaxValue).Select(value => (BigInteger)value * value * value));

    private static readonly Gen<string> Spelled =
        from value in Positions
        from zeros in Gen.Choose(0, 3)
        select new string('0', zeros) + value.ToString(CultureInfo.InvariantCulture);

    [FsCheck.NUnit.Property]
    public Property Select_FirstAndLast_IsTheRfcsSlice() =>
        Prop.ForAll(Lengths(), Spelled.ToArbitrary(), Spelled.ToArbitrary(), (length, first, last) =>
            ByteRange.Select($"bytes={first}-{last}", length) == Between(Number(first), Number(last), length));

    [FsCheck.NUnit.Property]
    public Property Select_FirstAlone_RunsToTheEnd() =>
        Prop.ForAll(Lengths(), Spelled.ToArbitrary(), (length, first) =>
            ByteRange.Select($"bytes={first}-", length) == Between(Number(first), BigInteger.Max(Number(first), length), length));

    [FsCheck.NUnit.Property]
    public Property Select_Suffix_IsTheLastBytes() =>
        Prop.ForAll(Lengths(), Spelled.ToArbitrary(), (length, suffix) =>
            ByteRange.Select($"bytes=-{suffix}", length) == Suffix(Number(suffix), length));

    [FsCheck.NUnit.Property]
    public Property R10_AnyPartition_CoversEachByteOnce() =>
        Prop.ForAll(Gen.Choose(1, 5000).ToArbitrary(), Gen.Choose(1, 700).ToArbitrary(), (length, step) =>
        {
            var next = 0L;
            while (next < length)
            {
                var part = ByteRange.Select($"bytes={next}-{next + step - 1}", length);
                if (part.Kind != SelectionKind.Part || part.Offset != next || part.Count < 1)
                    return false;

                next += part.Count;
            }

            return next == length;
        });

    [FsCheck.NUnit.Property]
    public Property Select_AnyText_StaysWithinTheRepresentation() =>
        Prop.ForAll(Lengths(), Gen.Elements("0123456789-, \tx=٣".ToCharArray()).ListOf().ToArbitrary(), (length, text) =>
        {
            var selection = ByteRange.Select($"bytes={string.Concat(text)}", length);
            return selection.Kind == SelectionKind.RangeNotSatisfiable
                || (selection.Offset >= 0 && selection.Count >= 1 && selection.Offset <= length - selection.Count);
        });

    private static Arbitrary<long> Lengths() =>
        Gen.OneOf(Gen.Choose(1, 50).Select(length => (long)length), Gen.Choose(1, int.MaxValue).Select(length => (long)length * length)).ToArbitrary();

    private static BigInteger Number(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture);

    private static Selection Between(BigInteger first, BigInteger last, long length)
    {
        if (last < first)
            return Selection.Whole(length);
        if (first >= length)
            return Selection.RangeNotSatisfiable;

        var end = BigInteger.Min(last, length - 1);
        return Selection.Part((long)first, (long)(end - first + 1));
    }

    private static Selection Suffix(BigInteger suffix, long length)
    {
        if (suffix.IsZero)
            return Selection.RangeNotSatisfiable;

        var count = (long)BigInteger.Min(suffix, length);
        return Selection.Part(length - count, count);
    }
}
