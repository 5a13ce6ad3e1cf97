namespace Recordings.Reliability.Tests.Running;

/// <summary>A service's configuration as environment variables: production, and where it keeps things.</summary>
internal sealed record ServiceSettings(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The embedded database and files below one folder.</summary>
    public static ServiceSettings Embedded(string dataDirectory) => new(new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Data__Directory"] = dataDirectory,
        ["Shutdown__DrainSeconds"] = "0",
        ["Logging__LogLevel__Default"] = "Warning",
    });

    /// <summary>A database and a bucket that other processes may use too; links lead to the store itself, whatever stands between it and the service.</summary>
    public static ServiceSettings Shared(string dataDirectory, string database, SharedBucket bucket) => Embedded(dataDirectory)
        .With("Database:Provider", "Postgres")
        .With("ConnectionStrings:Recordings", database)
        .With("Storage:Provider", "S3")
        .With("Storage:S3:Endpoint", bucket.Values["endpoint"])
        .With("Storage:S3:PublicEndpoint", bucket.Values["endpoint"])
        .With("Storage:S3:Region", bucket.Values["region"])
        .With("Storage:S3:Bucket", bucket.Name)
        .With("Storage:S3:AccessKey", bucket.Values["access_key"])
        .With("Storage:S3:SecretKey", bucket.Values["secret_key"])
        .With("Logging:LogLevel:Default", "Information");

    /// <param name="key">Such as Capture:MaxChunkBytes, or a variable of the runtime.</param>
    /// <param name="value">Replaces what was set before.</param>
    public ServiceSettings With(string key, string value) =>
        new(new Dictionary<string, string>(Values) { [key.Replace(":", "__", StringComparison.Ordinal)] = value });
}
