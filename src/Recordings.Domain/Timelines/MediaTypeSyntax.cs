using System.Buffers;
using System.Text;

namespace Recordings.Domain.Timelines;

/// <summary>Parses a media type and its parameters (RFC 9110 §5.6 and §8.3.1). The time is linear in the text's length.</summary>
internal static class MediaTypeSyntax
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <param name="text">The value of a header.</param>
    /// <param name="essence">type/subtype in lower case.</param>
    /// <param name="parameters">In the order given, duplicates included; null when they are malformed.</param>
    /// <returns>False when the text is not a type and a subtype, alone or before a ';'.</returns>
    public static bool TryParse(string? text, out string essence, out IReadOnlyList<MediaTypeParameter>? parameters)
    {
        (essence, parameters) = ("", null);
        var rest = SkipWhitespace(text);

        var type = TakeToken(ref rest);
        if (type.IsEmpty || !Take(ref rest, '/'))
            return false;
        var subtype = TakeToken(ref rest);
        rest = SkipWhitespace(rest);
        if (subtype.IsEmpty || (!rest.IsEmpty && rest[0] != ';'))
            return false;

        essence = $"{type}/{subtype}".ToLowerInvariant();
        parameters = ParseParameters(rest);
        return true;
    }

    private static List<MediaTypeParameter>? ParseParameters(ReadOnlySpan<char> rest)
    {
        var found = new List<MediaTypeParameter>();
        for (; !rest.IsEmpty; rest = SkipWhitespace(rest))
        {
            if (!Take(ref rest, ';'))
                return null;
            rest = SkipWhitespace(rest);
            var name = TakeToken(ref rest);
            if (name.IsEmpty)
                continue; // The grammar allows an empty parameter. The check above then requires a ';' or the end.

            if (!Take(ref rest, '=') || !TryTakeValue(ref rest, out var value))
                return null;
            found.Add(new MediaTypeParameter(name.ToString().ToLowerInvariant(), value));
        }

        return found;
    }

    private static bool TryTakeValue(ref ReadOnlySpan<char> rest, out string value)
    {
        if (Take(ref rest, '"'))
            return TryTakeQuoted(ref rest, out value);

        value = TakeToken(ref rest).ToString();
        return value.Length > 0;
    }

    private static bool TryTakeQuoted(ref ReadOnlySpan<char> rest, out string value)
    {
        var unquoted = new StringBuilder();
        value = "";
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                value = unquoted.ToString();
                rest = rest[(i + 1)..];
                return true;
            }

            if (rest[i] == '\\' && ++i == rest.Length)
                return false;
            if (char.IsControl(rest[i]) && rest[i] != '\t')
                return false;
            unquoted.Append(rest[i]);
        }

        return false;
    }

    private static ReadOnlySpan<char> TakeToken(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExcept(TokenCharacters);
        var token = end < 0 ? rest : rest[..end];
        rest = rest[token.Length..];
        return token;
    }

    private static bool Take(ref ReadOnlySpan<char> rest, char expected)
    {
        if (rest.IsEmpty || rest[0] != expected)
            return false;

        rest = rest[1..];
        return true;
    }

    private static ReadOnlySpan<char> SkipWhitespace(ReadOnlySpan<char> text) => text.TrimStart(" \t");
}

/// <summary>One parameter of a media type: name in lower case, value without quotes and escapes.</summary>
internal readonly record struct MediaTypeParameter(string Name, string Value);
