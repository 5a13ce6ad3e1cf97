using Microsoft.Extensions.Configuration;

namespace Recordings.Application.Configuration;

/// <summary>Which database and which store the configuration names. Without a name, the embedded ones are used.</summary>
public static class Providers
{
    private const string DatabaseKey = "Database:Provider";
    private const string StorageKey = "Storage:Provider";

    public static bool IsPostgres(this IConfiguration configuration) => Is(configuration, DatabaseKey, "Postgres");

    public static bool IsS3(this IConfiguration configuration) => Is(configuration, StorageKey, "S3");

    /// <summary>The sentence for an unknown database provider; null for a known one.</summary>
    public static string? FindDatabaseError(IConfiguration configuration) =>
        IsDefault(configuration, DatabaseKey, "Sqlite") || configuration.IsPostgres() ? null : $"{DatabaseKey} must be Sqlite or Postgres.";

    /// <summary>The sentence for an unknown storage provider; null for a known one.</summary>
    public static string? FindStorageError(IConfiguration configuration) =>
        IsDefault(configuration, StorageKey, "FileSystem") || configuration.IsS3() ? null : $"{StorageKey} must be FileSystem or S3.";

    private static bool IsDefault(IConfiguration configuration, string key, string value) =>
        string.IsNullOrEmpty(configuration[key]) || Is(configuration, key, value);

    private static bool Is(IConfiguration configuration, string key, string value) =>
        string.Equals(configuration[key], value, StringComparison.OrdinalIgnoreCase);
}
