using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Recordings.Application.Configuration;

/// <summary>
/// Rules for the text of a setting. Each gives the sentence for a text that breaks it; null for one that obeys it and for an absent
/// setting. Text is checked, not bound options: binding stops at the first text that is no number, and names no limit.
/// </summary>
public static class SettingRules
{
    public static string? FindNumberError(this IConfiguration configuration, string key, double least, double greatest) =>
        configuration[key] is not { } text
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= greatest)
            ? null
            : OutOfRange(key, least, greatest);

    public static string? FindWholeNumberError(this IConfiguration configuration, string key, long least, long greatest) =>
        configuration[key] is not { } text || (TryParse(text, out var number) && number >= least && number <= greatest)
            ? null
            : OutOfRange(key, least, greatest);

    public static string? FindFlagError(this IConfiguration configuration, string key) =>
        configuration[key] is null || bool.TryParse(configuration[key], out _) ? null : $"{key} must be true or false.";

    /// <summary>An http or https origin: scheme and authority without path and query.</summary>
    public static string? FindOriginError(this IConfiguration configuration, string key) =>
        string.IsNullOrEmpty(configuration[key])
        || (Uri.TryCreate(configuration[key], UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", AbsolutePath: "/", Query: "" })
            ? null
            : $"{key} must be an http or https origin, such as https://recordings.example.org.";

    /// <summary>Reads whole numbers as the options' binder does.</summary>
    public static bool TryParse(string? text, out long number) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out number);

    private static string OutOfRange(string key, double least, double greatest) =>
        string.Create(CultureInfo.InvariantCulture, $"{key} must be a number from {least} to {greatest}.");
}
