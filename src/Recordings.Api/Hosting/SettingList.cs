namespace Recordings.Api.Hosting;

internal static class SettingList
{
    /// <summary>A list of texts, or one text with commas, as an environment variable writes it; empty when absent.</summary>
    public static string[] ReadList(this IConfiguration configuration, string key) =>
        configuration.GetSection(key).Get<string[]>()
        ?? configuration[key]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        ?? [];
}
