namespace Recordings.Api.Http;

/// <summary>
/// If-Match and If-None-Match: <c>"*" / #entity-tag</c> (RFC 9110 §8.8.3, §13.1). A tag's quotes may contain commas, and elements may be
/// empty. An element that is not an entity-tag matches nothing; the other elements are still compared.
/// </summary>
internal static class EntityTagList
{
    private const string Whitespace = " \t";

    /// <summary>Strong comparison (§8.8.3.2): a weak tag never matches.</summary>
    public static bool HoldsStrongly(ReadOnlySpan<char> field, string strongTag) => Holds(field, strongTag, weakMatches: false);

    /// <summary>Weak comparison (§8.8.3.2): only the text between the quotes counts.</summary>
    public static bool HoldsWeakly(ReadOnlySpan<char> field, string strongTag) => Holds(field, strongTag, weakMatches: true);

    public static bool IsStrongTag(string text) => QuotedLength(text) is var length and > 0 && length == text.Length;

    private static bool Holds(ReadOnlySpan<char> field, string strongTag, bool weakMatches)
    {
        var rest = field.Trim(Whitespace);
        if (rest is "*")
            return true;

        while (!(rest = rest.TrimStart(" \t,")).IsEmpty)
        {
            var isWeak = rest.StartsWith("W/", StringComparison.Ordinal);
            var quoted = isWeak ? rest[2..] : rest;
            var length = QuotedLength(quoted);
            var after = quoted[length..].TrimStart(Whitespace);
            var isTag = length > 0 && (after.IsEmpty || after[0] == ',');
            if (isTag && (weakMatches || !isWeak) && quoted[..length].SequenceEqual(strongTag))
                return true;

            rest = FromNextComma(length > 0 ? after : rest);
        }

        return false;
    }

    // Length of the opaque-tag at the start of the text, quotes included; 0 if there is none. etagc is %x21 / %x23-7E / obs-text: no space.
    private static int QuotedLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '"')
            return 0;

        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
                return i + 1;
            if (text[i] is <= ' ' or '\x7F')
                return 0;
        }

        return 0;
    }

    private static ReadOnlySpan<char> FromNextComma(ReadOnlySpan<char> text) =>
        text.IndexOf(',') is var comma and >= 0 ? text[comma..] : [];
}
