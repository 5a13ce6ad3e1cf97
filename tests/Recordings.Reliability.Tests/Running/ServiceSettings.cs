namespace Recordings.Reliability.Tests.Running;

/// <summary>A service's configuration as environment variables.</summary>
internal sealed record ServiceSettings(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The embedded database and the file store, both below one folder.</summary>
    public static ServiceSettings Embedded(string dataDirectory) => new(new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Data__Directory"] = dataDirectory,
        ["Shutdown__DrainSeconds"] = "0",
        ["Storage__MinFreeBytes"] = "0",
        ["Logging__LogLevel__Default"] = "Warning",
    });


    /// <param name="key">A key such as Capture:MaxChunkBytes, or a variable of the .NET runtime.</param>
    /// <param name="value">Replaces an earlier value.</param>
    public ServiceSettings With(string key, string value) =>
        new(new Dictionary<string, string>(Values) { [key.Replace(":", "__", StringComparison.Ordinal)] = value });
}
