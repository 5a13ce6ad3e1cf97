using System.Globalization;

namespace Recordings.Api.Http;

/// <summary>
/// One byte range of RFC 9110 §14.1.2: <c>bytes=first-[last]</c> or <c>bytes=-suffix</c>. A request for several ranges gets the whole
/// recording, as §14.2 allows. No player sends such requests, and a multipart response costs more than it saves.
/// </summary>
internal static class ByteRange
{
    private const string Unit = "bytes=";

    /// <returns>The part; the whole for a field that must or may be ignored; not satisfiable if none of its bytes exist.</returns>
    public static Selection Select(string field, long length)
    {
        var text = field.AsSpan().Trim(" \t");
        return text.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) && TryGetOnlyElement(text[Unit.Length..], out var range)
            ? SelectOne(range, length)
            : Selection.Whole(length);
    }

    // Empty list elements are skipped (§5.6.1.2). Whitespace is allowed only beside commas, so not directly after the "=".
    private static bool TryGetOnlyElement(ReadOnlySpan<char> set, out ReadOnlySpan<char> only)
    {
        only = [];
        foreach (var part in set.Split(','))
        {
            var element = part.Start.Value == 0 ? set[part].TrimEnd(" \t") : set[part].Trim(" \t");
            if (element.IsEmpty)
                continue;
            if (!only.IsEmpty)
                return false;

            only = element;
        }

        return !only.IsEmpty;
    }

    private static Selection SelectOne(ReadOnlySpan<char> range, long length)
    {
        var dash = range.IndexOf('-');
        if (dash < 0)
            return Selection.Whole(length);

        var first = range[..dash];
        var last = range[(dash + 1)..];
        if ((first.IsEmpty && last.IsEmpty) || !AreDigits(first) || !AreDigits(last))
            return Selection.Whole(length);
        if (first.IsEmpty)
            return Suffix(ParseSaturated(last), length);
        if (!last.IsEmpty && CompareByValue(last, first) < 0)
            return Selection.Whole(length);

        return FirstToLast(ParseSaturated(first), last.IsEmpty ? long.MaxValue : ParseSaturated(last), length);
    }

    private static Selection Suffix(long count, long length) =>
        count == 0 ? Selection.RangeNotSatisfiable : Selection.Part(length - Math.Min(count, length), Math.Min(count, length));

    private static Selection FirstToLast(long first, long last, long length) =>
        first >= length ? Selection.RangeNotSatisfiable : Selection.Part(first, Math.Min(last, length - 1) - first + 1);

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    // The grammar has no upper bound for positions. They are compared as text, then limited to long.MaxValue, which no length exceeds.
    private static int CompareByValue(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }

    private static long ParseSaturated(ReadOnlySpan<char> digits)
    {
        var significant = digits.TrimStart('0');
        return significant.IsEmpty ? 0
            : long.TryParse(significant, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : long.MaxValue;
    }
}
