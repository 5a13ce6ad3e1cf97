using System.Globalization;
using System.Text.RegularExpressions;

namespace Recordings.Application;

/// <summary>
/// Times in the format of RFC 3339 §5.6: a date, a time and an offset. Precision is one microsecond, since every database can store
/// it; further digits are dropped.
/// </summary>
public static partial class Rfc3339
{
    /// <summary>False for any other text, for a leap second and for a year after 9999.</summary>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        var match = text is null ? Match.Empty : Pattern().Match(text);
        if (!match.Success)
            return false;

        var fraction = match.Groups["fraction"].Value;
        var offset = match.Groups["offset"].Value is "z" or "Z" ? "+00:00" : match.Groups["offset"].Value;
        var canonical = $"{match.Groups["date"].Value}T{match.Groups["time"].Value}.{fraction[..Math.Min(6, fraction.Length)].PadRight(6, '0')}{offset}";
        return DateTimeOffset.TryParseExact(
            canonical, "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }

    /// <summary>UTC, with Z at the end, without trailing zeros.</summary>
    public static string Format(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,32}))?(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
