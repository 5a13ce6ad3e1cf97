using System.Globalization;

namespace Recordings.Application.Links;

/// <summary>How long a link lives: the default, or what was asked, lowered to the maximum however long the number is.</summary>
internal static class LinkLifetime
{
    public static bool IsPositiveInteger(string text) => text.Length > 0 && text.All(char.IsAsciiDigit) && text.Any(digit => digit != '0');

    public static TimeSpan Of(string? asked, DownloadOptions options)
    {
        var seconds = asked switch
        {
            null => options.DefaultExpirySeconds,
            _ when asked.TrimStart('0') is { Length: <= 9 } digits => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture),
            _ => int.MaxValue,
        };
        return TimeSpan.FromSeconds(Math.Min(seconds, options.MaxExpirySeconds));
    }
}
