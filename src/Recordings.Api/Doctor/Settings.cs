namespace Recordings.Api.Doctor;

/// <summary>The keys that remedies name.</summary>
internal static class Settings
{
    public const string DataDirectory = "Data:Directory";
    public const string ConnectionString = "ConnectionStrings:Recordings";
    public const string PublicEndpoint = "Storage:S3:PublicEndpoint";

    public static bool IsPostgres(IConfiguration configuration) => Is(configuration, "Database:Provider", "Postgres");

    public static bool IsS3(IConfiguration configuration) => Is(configuration, "Storage:Provider", "S3");

    private static bool Is(IConfiguration configuration, string key, string value) =>
        string.Equals(configuration[key], value, StringComparison.OrdinalIgnoreCase);
}
