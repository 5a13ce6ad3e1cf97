using System.Globalization;
using System.Text;

namespace Recordings.Api.Audit;

/// <summary>A text in quotation marks, so that it cannot look like another field or another line of a log.</summary>
internal static class QuotedText
{
    /// <summary>As the framework's log messages write null. It has no quotation marks, so no text can look like it.</summary>
    public const string Absent = "(null)";

    /// <summary>
    /// Quotation marks and backslashes have a backslash. Characters that break lines, change the direction of text or are not visible
    /// are written as \u and four hexadecimal digits.
    /// </summary>
    public static string Of(string? text)
    {
        if (text is null)
            return Absent;
        if (text.All(IsPlain))
            return $"\"{text}\"";

        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (IsPlain(character))
                quoted.Append(character);
            else if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPlain(char character) => character switch
    {
        '"' or '\\' => false,
        >= ' ' and <= '~' => true,
        _ => char.GetUnicodeCategory(character) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned),
    };
}
