using System.Globalization;
using System.Net;
using System.Text;
using Recordings.Api.Authentication;
using Recordings.Api.Hosting;
using Recordings.Api.Links;
using Recordings.Api.Operations.Demo;
using Recordings.Application.Assembly;
using Recordings.Application.Links;

namespace Recordings.Api.Operations.Configuration;

/// <summary>Finds what would make the service unsafe or impossible to run, and says which key to set.</summary>
internal sealed class ConfigurationCheck(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>One sentence for each thing that is wrong, beginning with its key; empty when the service may start.</summary>
    public IReadOnlyList<string> FindErrors() =>
        [.. Limits(), .. FindDatabaseErrors(), .. Bucket(), .. environment.IsDevelopment() ? [] : Jwt().Concat(Exposure())];

    /// <summary>Those of them that keep a command from finding the service's database.</summary>
    public IEnumerable<string> FindDatabaseErrors()
    {
        if (configuration.DatabaseError() is { } unknown)
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
        Whole("Downloads:MaxExpirySeconds", 1, DownloadOptions.GreatestExpirySeconds),
        Whole("Downloads:DefaultExpirySeconds", 1, MaxExpiry()),
        Whole("Downloads:MaxWaitSeconds", 1, 3600),
        Whole("Capture:MaxChunkBytes", 1, 1L << 30),
        Number("Capture:MaxCallHours", 0.001, 24 * 365),
        Whole("Capture:MaxChunksPerCall", 1, 10_000_000),
        Number(AssemblyOptions.MaxSilentHoursKey, 0, 24 * 365),
        Whole("Assembly:AtOnce", 1, 1000),
        Whole(RateLimitRegistration.Key, 0, 10_000_000),
        Whole(Draining.Key, 0, 600),
        NotAFlag(DemoGreeting.Key),
        NotAddresses(KnownProxies.Addresses(configuration)),
        NotAnOrigin(PublicOrigin.Key, configuration[PublicOrigin.Key]),
        configuration.StorageError(),
    ]).OfType<string>();

    /// <summary>Where it is no number itself, the greatest there may be: one error is enough.</summary>
    private long MaxExpiry() => configuration["Downloads:MaxExpirySeconds"] is not { } text
        ? new DownloadOptions().MaxExpirySeconds
        : long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= DownloadOptions.GreatestExpirySeconds
            ? seconds
            : DownloadOptions.GreatestExpirySeconds;

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
            if (NotAnOrigin($"{section}:{key}", s3[key]) is { } error)
                yield return error;
        }
    }

    private IEnumerable<string> Jwt()
    {
        var jwt = configuration.GetSection(JwtOptions.Section).Get<JwtOptions>() ?? new JwtOptions();
        var hasAuthority = !string.IsNullOrEmpty(jwt.Authority);
        var hasSigningKey = !string.IsNullOrEmpty(jwt.SigningKey);

        if ((hasAuthority || hasSigningKey) && string.IsNullOrEmpty(jwt.Audience))
            yield return $"{JwtOptions.Section}:Audience must be set, or tokens made for others would be taken.";
        if (hasSigningKey && string.IsNullOrEmpty(jwt.Issuer))
            yield return $"{JwtOptions.Section}:Issuer must be set beside a signing key.";
        if (hasSigningKey && Encoding.UTF8.GetByteCount(jwt.SigningKey!) < JwtOptions.MinSigningKeyBytes)
            yield return $"{JwtOptions.Section}:SigningKey must have at least {JwtOptions.MinSigningKeyBytes} bytes.";
        if (hasAuthority && !(Uri.TryCreate(jwt.Authority, UriKind.Absolute, out var authority) && authority.Scheme == Uri.UriSchemeHttps))
            yield return $"{JwtOptions.Section}:Authority must be an https URL.";
    }

    private IEnumerable<string> Exposure()
    {
        if (CorsRegistration.Origins(configuration).Any(origin => origin.Contains('*')))
            yield return $"{CorsRegistration.Key} must name origins; * would let any page read recordings.";
        if (bool.TryParse(configuration[DemoGreeting.Key], out var enabled) && enabled)
            yield return $"{DemoGreeting.Key} must be false outside Development: the demo prints a key.";
    }

    private string? Number(string key, double least, double greatest) => configuration[key] is { } text
        && !(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= greatest)
        ? OutOf(key, least, greatest)
        : null;

    /// <summary>Read as the options are: what is not an integer would fail only when it is first used.</summary>
    private string? Whole(string key, long least, long greatest) => configuration[key] is { } text
        && !(long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= greatest)
        ? OutOf(key, least, greatest)
        : null;

    private static string OutOf(string key, double least, double greatest) =>
        string.Create(CultureInfo.InvariantCulture, $"{key} must be a number from {least} to {greatest}.");

    private string? NotAFlag(string key) =>
        configuration[key] is null || bool.TryParse(configuration[key], out _) ? null : $"{key} must be true or false.";

    private static string? NotAddresses(string[] texts) => Array.TrueForAll(texts, text => IPAddress.TryParse(text, out _))
        ? null
        : $"{KnownProxies.Key} must be IP addresses.";

    private static string? NotAnOrigin(string key, string? text) =>
        string.IsNullOrEmpty(text) || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", AbsolutePath: "/", Query: "" })
            ? null
            : $"{key} must be an http or https origin, such as https://recordings.example.org.";
}
