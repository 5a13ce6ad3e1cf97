using Recordings.Api.Authentication;
using Recordings.Api.Hosting;
using Recordings.Api.Links;
using Recordings.Api.Operations.Demo;
using Recordings.Application.Assembly;
using Recordings.Application.Capture;
using Recordings.Application.Configuration;
using Recordings.Application.Links;
using Recordings.Application.Storage;

namespace Recordings.Api.Operations.Configuration;

/// <summary>Collects what would make the service unsafe or impossible to run, and says which key to set.</summary>
internal sealed class ConfigurationCheck(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>One sentence for each thing that is wrong, beginning with its key; empty when the service may start.</summary>
    public IReadOnlyList<string> FindErrors() =>
    [
        .. Limits(), .. FindDatabaseErrors(), .. Bucket(),
        .. environment.IsDevelopment() ? [] : JwtOptions.FindErrors(configuration).Concat(Exposure()),
    ];

    /// <summary>The errors that prevent a command from opening the service's database.</summary>
    public IEnumerable<string> FindDatabaseErrors()
    {
        if (Providers.FindDatabaseError(configuration) is { } unknown)
            yield return unknown;
        if (configuration.IsPostgres() && string.IsNullOrWhiteSpace(configuration.GetConnectionString("Recordings")))
            yield return "ConnectionStrings:Recordings must be set when Database:Provider is Postgres.";
    }

    public IEnumerable<string> FindWarnings()
    {
        if (string.IsNullOrEmpty(configuration[PublicOrigin.Key]))
            yield return $"{PublicOrigin.Key} is not set: links carry the host that the request names. Set it behind a proxy.";
        if (configuration.IsPostgres() && !configuration.IsS3())
            yield return "Storage:Provider is FileSystem with PostgreSQL: that serves one machine only.";
    }

    private IEnumerable<string> Limits() => ((IEnumerable<string?>)
    [
        .. DownloadOptions.FindErrors(configuration),
        .. CaptureOptions.FindErrors(configuration),
        .. AssemblyOptions.FindErrors(configuration),
        .. StorageOptions.FindErrors(configuration),
        configuration.FindWholeNumberError(RateLimitRegistration.Key, 0, 10_000_000),
        configuration.FindWholeNumberError(Draining.Key, 0, 600),
        configuration.FindFlagError(DemoGreeting.Key),
        KnownProxies.FindError(configuration),
        configuration.FindOriginError(PublicOrigin.Key),
        Providers.FindStorageError(configuration),
    ]).OfType<string>();

    private IEnumerable<string> Bucket()
    {
        const string section = "Storage:S3";
        if (!configuration.IsS3())
            yield break;

        var s3 = configuration.GetSection(section);
        foreach (var key in (string[])["Bucket", "AccessKey", "SecretKey"])
        {
            if (string.IsNullOrEmpty(s3[key]))
                yield return $"{section}:{key} must be set when Storage:Provider is S3.";
        }

        if (string.IsNullOrEmpty(s3["Endpoint"]) && string.IsNullOrEmpty(s3["Region"]))
            yield return $"{section}:Region must be set where no {section}:Endpoint is.";
        foreach (var key in (string[])["Endpoint", "PublicEndpoint"])
        {
            if (configuration.FindOriginError($"{section}:{key}") is { } error)
                yield return error;
        }
    }

    private IEnumerable<string> Exposure()
    {
        if (CorsRegistration.Origins(configuration).Any(origin => origin.Contains('*')))
            yield return $"{CorsRegistration.Key} must name origins; * would let any page read recordings.";
        if (bool.TryParse(configuration[DemoGreeting.Key], out var enabled) && enabled)
            yield return $"{DemoGreeting.Key} must be false outside Development: the demo prints a key.";
    }
}
