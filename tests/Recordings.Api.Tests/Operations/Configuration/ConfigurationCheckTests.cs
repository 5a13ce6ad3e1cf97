using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Recordings.Api.Operations.Configuration;

namespace Recordings.Api.Tests.Operations.Configuration;

/// <summary>Unsafe and impossible settings are errors; some others give only a warning.</summary>
[TestFixture]
internal sealed class ConfigurationCheckTests
{
    private const string LongEnough = "a signing key of the tests, 32 bytes and more";

    [TestCase("Authentication:Jwt:Audience", "Authentication:Jwt:Authority=https://issuer.example")]
    [TestCase("Authentication:Jwt:Audience", "Authentication:Jwt:SigningKey=" + LongEnough, "Authentication:Jwt:Issuer=i")]
    [TestCase("Authentication:Jwt:Issuer", "Authentication:Jwt:SigningKey=" + LongEnough, "Authentication:Jwt:Audience=a")]
    [TestCase("Authentication:Jwt:SigningKey", "Authentication:Jwt:SigningKey=0123456789012345678901234567890", "Authentication:Jwt:Issuer=i", "Authentication:Jwt:Audience=a")]
    [TestCase("Authentication:Jwt:Authority", "Authentication:Jwt:Authority=http://issuer.example", "Authentication:Jwt:Audience=a")]
    [TestCase("Authentication:Jwt:Authority", "Authentication:Jwt:Authority=issuer.example", "Authentication:Jwt:Audience=a")]
    [TestCase("Cors:AllowedOrigins", "Cors:AllowedOrigins=*")]
    [TestCase("Cors:AllowedOrigins", "Cors:AllowedOrigins:0=https://a.example", "Cors:AllowedOrigins:1=*")]
    [TestCase("Cors:AllowedOrigins", "Cors:AllowedOrigins=https://a.example, https://*.example")]
    [TestCase("Demo:Enabled", "Demo:Enabled=true")]
    [TestCase("Demo:Enabled", "Demo:Enabled=True")]
    public void Errors_UnsafeSetting_NameItExceptInDevelopment(string key, params string[] settings)
    {
        Assert.That(Errors("Production", settings), Has.Count.EqualTo(1).And.All.StartsWith(key));
        Assert.That(Errors("Staging", settings), Has.Count.EqualTo(1).And.All.StartsWith(key));
        Assert.That(Errors("Development", settings), Is.Empty);
    }

    [TestCase("Downloads:MaxExpirySeconds", "0")]
    [TestCase("Downloads:MaxExpirySeconds", "604801")]
    [TestCase("Downloads:MaxExpirySeconds", "1.5")]
    [TestCase("Downloads:MaxExpirySeconds", "an hour")]
    [TestCase("Downloads:DefaultExpirySeconds", "0")]
    [TestCase("Downloads:DefaultExpirySeconds", "3601")]
    [TestCase("Downloads:MaxWaitSeconds", "0")]
    [TestCase("Downloads:MaxWaitSeconds", "-1")]
    [TestCase("Downloads:MaxTransfersPerCredential", "0")]
    [TestCase("Downloads:MaxTransfersPerCredential", "1000001")]
    [TestCase("Downloads:MaxTransfersPerCredential", "many")]
    [TestCase("Capture:MaxChunkBytes", "0")]
    [TestCase("Capture:MaxChunkBytes", "64MiB")]
    [TestCase("Capture:MaxChunkBytes", "1e6")]
    [TestCase("Capture:MaxChunkBytes", "1,000")]
    [TestCase("Capture:MaxChunkBytes", "99999999999999999999")]
    [TestCase("Capture:MaxCallHours", "0")]
    [TestCase("Capture:MaxCallHours", "-1")]
    [TestCase("Capture:MaxCallHours", "NaN")]
    [TestCase("Capture:MaxCallHours", "Infinity")]
    [TestCase("Capture:MaxChunksPerCall", "0")]
    [TestCase("Capture:MaxChunksPerCall", "0.5")]
    [TestCase("Capture:MaxTracksPerCall", "0")]
    [TestCase("Capture:MaxTracksPerCall", "65537")]
    [TestCase("Capture:MaxSilentHours", "-1")]
    [TestCase("Storage:MinFreeBytes", "-1")]
    [TestCase("RateLimit:RequestsPerMinute", "-1")]
    [TestCase("RateLimit:RequestsPerMinute", "many")]
    [TestCase("RateLimit:RequestsPerMinute", "")]
    [TestCase("Capture:MaxCallHours", "")]
    [TestCase("Demo:Enabled", "")]
    [TestCase("Demo:Enabled", "yes")]
    [TestCase("ForwardedHeaders:KnownProxies", "proxy.example")]
    [TestCase("PublicBaseUrl", "recordings.example.org")]
    [TestCase("PublicBaseUrl", "https://recordings.example.org/path")]
    [TestCase("PublicBaseUrl", "ftp://recordings.example.org")]
    [TestCase("Database:Provider", "MySql")]
    [TestCase("Storage:Provider", "Disk")]
    public void Errors_ImpossibleValue_NameItInEveryEnvironment(string key, string value)
    {
        Assert.That(Errors("Production", $"{key}={value}"), Has.Count.EqualTo(1).And.All.StartsWith(key));
        Assert.That(Errors("Development", $"{key}={value}"), Has.Count.EqualTo(1).And.All.StartsWith(key));
    }

    [TestCase]
    [TestCase("Downloads:MaxExpirySeconds=604800", "Downloads:DefaultExpirySeconds=604800")]
    [TestCase("Downloads:MaxExpirySeconds=60")]
    [TestCase("Capture:MaxCallHours=0.5", "Capture:MaxSilentHours=0")]
    [TestCase("Cors:AllowedOrigins:0=https://a.example")]
    [TestCase("Demo:Enabled=false")]
    [TestCase("ForwardedHeaders:KnownProxies:0=10.0.0.1", "ForwardedHeaders:KnownProxies:1=::1")]
    [TestCase("ForwardedHeaders:KnownProxies=10.0.0.1, ::1")]
    [TestCase("PublicBaseUrl=https://recordings.example.org")]
    [TestCase("PublicBaseUrl=https://recordings.example.org:8443/")]
    [TestCase("Database:Provider=sqlite", "Storage:Provider=filesystem")]
    [TestCase("Authentication:Jwt:Authority=https://issuer.example", "Authentication:Jwt:Audience=a")]
    [TestCase("Authentication:Jwt:SigningKey=" + LongEnough, "Authentication:Jwt:Issuer=i", "Authentication:Jwt:Audience=a")]
    public void Errors_ValidConfiguration_AreEmpty(params string[] settings) => Assert.That(Errors("Production", settings), Is.Empty);

    [Test]
    public void Errors_SigningKeyWithFewCharactersButEnoughBytes_AreEmpty() => Assert.That(
        Errors("Production", "Authentication:Jwt:SigningKey=ключключключключ", "Authentication:Jwt:Issuer=i", "Authentication:Jwt:Audience=a"),
        Is.Empty);

    [Test]
    public void Errors_SeveralInvalidSettings_NameEach() => Assert.That(
        Errors("Production", "Demo:Enabled=true", "Cors:AllowedOrigins=*", "Capture:MaxCallHours=0"), Has.Count.EqualTo(3));

    [Test]
    public void Warnings_NoPublicBaseUrl_NameIt() => Assert.That(Warnings(), Has.Length.EqualTo(1).And.All.StartsWith("PublicBaseUrl"));

    [Test]
    public void Warnings_PostgresWithFileStore_NameTheStore() => Assert.That(
        Warnings("PublicBaseUrl=https://r.example", "Database:Provider=Postgres"), Has.Length.EqualTo(1).And.All.StartsWith("Storage:Provider"));

    [TestCase("PublicBaseUrl=https://r.example")]
    [TestCase("PublicBaseUrl=https://r.example", "Database:Provider=Postgres", "Storage:Provider=S3")]
    public void Warnings_CompleteConfiguration_AreEmpty(params string[] settings) => Assert.That(Warnings(settings), Is.Empty);

    private static IReadOnlyList<string> Errors(string environment, params string[] settings) => Check(environment, settings).FindErrors();

    private static string[] Warnings(params string[] settings) => [.. Check("Production", settings).FindWarnings()];

    private static ConfigurationCheck Check(string environment, string[] settings) => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]))
            .Build(),
        new NamedEnvironment { EnvironmentName = environment });

    private sealed class NamedEnvironment : IHostEnvironment
    {
        public required string EnvironmentName { get; set; }

        public string ApplicationName { get; set; } = "recordings";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
