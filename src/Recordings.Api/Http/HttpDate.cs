using System.Globalization;

namespace Recordings.Api.Http;

/// <summary>HTTP-date (RFC 9110 §5.6.7): IMF-fixdate, and the obsolete RFC 850 and asctime forms, which are still required.</summary>
internal static class HttpDate
{
    private static readonly string[] FourDigitYears =
        ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd MMM dd HH:mm:ss yyyy", "ddd MMM  d HH:mm:ss yyyy"];

    /// <returns>Null if absent, unreadable, with a wrong day of the week, or more than one date. The condition is then ignored.</returns>
    public static DateTimeOffset? Parse(string? field, DateTimeOffset now)
    {
        if (field is null)
            return null;

        // The grammar allows a leap second, DateTimeOffset does not. The second before it can only cause bytes to be sent again.
        var text = field.Trim(' ', '\t').Replace(":60 ", ":59 ", StringComparison.Ordinal);
        return TryParse(text, FourDigitYears, out var date) ? date : ParseRfc850(text, now);
    }

    // A two-digit year is of this century; if that date is more than 50 years ahead, it is of the last century.
    private static DateTimeOffset? ParseRfc850(string text, DateTimeOffset now)
    {
        var year = text.IndexOf(',') + ", dd-MMM-".Length;
        if (text.Length < year + 2
            || !int.TryParse(text.AsSpan(year, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var yearOfCentury))
            return null;

        var century = now.Year - (now.Year % 100);
        return Within(century) ?? Within(century - 100);

        DateTimeOffset? Within(int from) =>
            TryParse($"{text[..year]}{from + yearOfCentury:D4}{text[(year + 2)..]}", ["dddd, dd-MMM-yyyy HH:mm:ss 'GMT'"], out var date)
            && date <= now.AddYears(50)
                ? date
                : null;
    }

    private static bool TryParse(string text, string[] formats, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);
}
