namespace Recordings.Api.Operations.Configuration;

/// <summary>Which database and which store the configuration names; neither named: the embedded ones.</summary>
internal static class Providers
{
    public const string DatabaseKey = "Database:Provider";
    public const string StorageKey = "Storage:Provider";

    public static bool IsPostgres(this IConfiguration configuration) => Is(configuration, DatabaseKey, "Postgres");

    public static bool IsS3(this IConfiguration configuration) => Is(configuration, StorageKey, "S3");

    /// <summary>What must be set instead; null for a provider that there is.</summary>
    public static string? DatabaseError(this IConfiguration configuration) =>
        IsUsual(configuration, DatabaseKey, "Sqlite") || configuration.IsPostgres() ? null : $"{DatabaseKey} must be Sqlite or Postgres.";

    /// <inheritdoc cref="DatabaseError"/>
    public static string? StorageError(this IConfiguration configuration) =>
        IsUsual(configuration, StorageKey, "FileSystem") || configuration.IsS3() ? null : $"{StorageKey} must be FileSystem or S3.";

    private static bool IsUsual(IConfiguration configuration, string key, string usual) =>
        string.IsNullOrEmpty(configuration[key]) || Is(configuration, key, usual);

    private static bool Is(IConfiguration configuration, string key, string value) =>
        string.Equals(configuration[key], value, StringComparison.OrdinalIgnoreCase);
}
