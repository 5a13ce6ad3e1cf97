using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Recordings.Domain.Chats;

/// <summary>
/// The platform's pseudonym of a person. Case-sensitive. Invariant: 1 to 200 characters. None of them controls, separates lines or
/// changes the direction of text (Unicode's Bidi_Control): such an id could make a line of the audit look like another one.
/// </summary>
public sealed record MemberId
{
    public const int MaxLength = 200;

    private MemberId(string value) => Value = value;

    public string Value { get; }

    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= MaxLength } && IsPlain(text);

    public static bool TryParse(string? text, [NotNullWhen(true)] out MemberId? member)
    {
        member = IsValid(text) ? new MemberId(text) : null;
        return member is not null;
    }

    /// <exception cref="ArgumentException">The text breaks the invariant.</exception>
    public static MemberId From(string text) =>
        IsValid(text) ? new MemberId(text) : throw new ArgumentException("Not a member id.", nameof(text));

    /// <summary>An id that an earlier release stored, when more characters were allowed. Not for the text of a caller.</summary>
    public static MemberId Restore(string stored) => new(stored);

    public override string ToString() => Value;

    private static bool IsPlain(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPlain(rune))
                return false;
        }

        return true;
    }

    /// <summary>False for U+FFFD too: it stands for text that was lost, such as half a surrogate pair, so two ids could become one.</summary>
    private static bool IsPlain(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && rune.Value is not (0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069))
        && rune != Rune.ReplacementChar;
}
