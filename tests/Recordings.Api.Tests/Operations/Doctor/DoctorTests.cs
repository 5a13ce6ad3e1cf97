using System.Net;
using System.Net.Sockets;
using Amazon.S3.Model;
using Recordings.Api.Tests.Operations.CommandLine;

namespace Recordings.Api.Tests.Operations.Doctor;

/// <summary>The command of the real executable, with correct servers and with wrong ones.</summary>
[TestFixture]
[Category("NeedsS3")]
[Category("NeedsPostgres")]
internal sealed class DoctorTests
{
    private const string Origin = "https://app.example.org";
    private const string Password = "canary-of-a-password";

    private readonly string _directory = Directory.CreateTempSubdirectory("recordings-test-").FullName;
    private readonly Dictionary<string, Run> _runs = [];
    private TestServers _servers = null!;
    private string _bucket = "";
    private string _missing = "";

    /// <summary>Runs all in parallel, because each run waits until its link expires.</summary>
    [OneTimeSetUp]
    public async Task RunAllAsync()
    {
        _servers = new TestServers();
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var unavailable = closed.LocalEndpoint.ToString()!;
        closed.Stop();
        await using var rewriting = await MisconfiguredProxy.RewritingHostAsync(_servers.Endpoint);
        await using var caching = await MisconfiguredProxy.CachingAsync(_servers.Endpoint, TimeSpan.FromHours(1));

        _bucket = await _servers.CreateBucketAsync();
        await BucketRules.ApplyCorsAsync(_servers.Client, _bucket);
        _missing = $"test-{Guid.NewGuid():N}";
        var good = _servers.Bucket(_bucket);
        Add(good, ("Data:Directory", _directory), ("Cors:AllowedOrigins", Origin), ("Database:Provider", "Postgres"));
        Add(good, ("ConnectionStrings:Recordings", await _servers.CreateDatabaseAsync() + $";Password={Password}"));
        var embedded = new Dictionary<string, string> { ["Data:Directory"] = _directory, ["Storage:MinFreeBytes"] = "0" };
        foreach (var settings in (Dictionary<string, string>[])[good, embedded])
            Assert.That((await Executable.RunAsync(settings, "workspaces", "create", "--name", "Test")).ExitCode, Is.Zero);

        await Task.WhenAll(
            RunAsync("good", good),
            RunAsync("embedded", embedded),
            RunAsync("full disk", With(embedded, ("Storage:MinFreeBytes", "1000000000000000"))),
            RunAsync("no CORS", With(good, ("Storage:S3:Bucket", await _servers.CreateBucketAsync()))),
            RunAsync("wrong secret", With(good, ("Storage:S3:SecretKey", "canary-of-a-secret"))),
            RunAsync("store unavailable", With(good, ("Storage:S3:Endpoint", $"http://{unavailable}"))),
            RunAsync("missing bucket", With(good, ("Storage:S3:Bucket", _missing))),
            RunAsync("public endpoint unavailable", With(good, ("Storage:S3:PublicEndpoint", $"http://{unavailable}"))),
            RunAsync("rewriting proxy", With(good, ("Storage:S3:PublicEndpoint", rewriting.Address))),
            RunAsync("caching proxy", With(good, ("Storage:S3:PublicEndpoint", caching.Address))),
            RunAsync("database unavailable", With(
                good,
                ("ConnectionStrings:Recordings", $"Host=127.0.0.1;Port={unavailable.Split(':')[1]};Username=u;Password={Password}"))),
            RunAsync("no schema", With(good, ("ConnectionStrings:Recordings", await _servers.CreateDatabaseAsync()))),
            RunAsync("no directory", new Dictionary<string, string> { ["Data:Directory"] = Path.Combine(_directory, "absent") }),
            RunAsync("no bucket named", With(good, ("Storage:S3:Bucket", ""))));
    }

    [OneTimeTearDown]
    public async Task DropAsync()
    {
        Directory.Delete(_directory, recursive: true);
        if (_servers is not null)
            await _servers.DisposeAsync();
    }

    [Test]
    public void Doctor_EverythingWorks_PassesEachCheck()
    {
        Assert.That((_runs["good"].ExitCode, Lines("good").All(line => line.StartsWith("ok ", StringComparison.Ordinal))), Is.EqualTo((0, true)), _runs["good"].Output);
        Assert.That(Lines("good").Select(line => line[6..]), Is.EqualTo((string[])[
            "configuration", "database: reachable and writable", "database: schema up to date",
            "store: reachable", "store: write", "store: read", "store: read a range",
            "links: GET bytes=0-1 on the public endpoint", "links: clocks agree", "links: rejected after their end", $"links: pages of {Origin} may read",
            "store: delete"]));
    }

    [Test]
    public void Doctor_EmbeddedDatabaseAndFiles_PassesEachCheck() =>
        Assert.That((_runs["embedded"].ExitCode, Lines("embedded").Length), Is.EqualTo((0, 10)), _runs["embedded"].Output);

    [TestCase("no CORS", "links: pages of https://app.example.org may read", "deploy/s3/cors.json")]
    [TestCase("wrong secret", "store: reachable", "SecretKey")]
    [TestCase("store unavailable", "store: reachable", "Storage:S3: Endpoint")]
    [TestCase("full disk", "store: space for assembled files", "Storage:MinFreeBytes")]
    [TestCase("missing bucket", "store: reachable", "There is no bucket")]
    [TestCase("public endpoint unavailable", "links: GET bytes=0-1 on the public endpoint", "Storage:S3:PublicEndpoint")]
    [TestCase("rewriting proxy", "links: GET bytes=0-1 on the public endpoint", "It answered 403")]
    [TestCase("caching proxy", "links: clocks agree", "clock is +3")]
    [TestCase("caching proxy", "links: rejected after their end", "It answered 206")]
    [TestCase("database unavailable", "database: reachable and writable", "ConnectionStrings:Recordings")]
    [TestCase("no schema", "database: schema up to date", "It has version 0, and this release needs")]
    [TestCase("no directory", "database: reachable and writable", "Data:Directory")]
    [TestCase("no bucket named", "configuration", "Storage:S3:Bucket must be set")]
    public void Doctor_WrongSetup_ExplainsTheRepairInOneLine(string run, string check, string text)
    {
        Assert.That(_runs[run].ExitCode, Is.EqualTo(1));
        Assert.That(Lines(run).Single(line => line.StartsWith($"FAIL  {check}: ", StringComparison.Ordinal)), Does.Contain(text));
    }

    [TestCase("no CORS", 1)]
    [TestCase("wrong secret", 1)]
    [TestCase("missing bucket", 1)]
    [TestCase("database unavailable", 1)]
    [TestCase("no schema", 1)]
    [TestCase("public endpoint unavailable", 1)]
    [TestCase("rewriting proxy", 1)]
    public void Doctor_OneWrongSetting_FailsOneCheck(string run, int failures) => Assert.That(
        Lines(run).Count(line => line.StartsWith("FAIL", StringComparison.Ordinal)), Is.EqualTo(failures), _runs[run].Output);

    [Test]
    public void Doctor_PublicEndpointUnavailable_PassesNoLinkCheck() => Assert.That(
        Lines("public endpoint unavailable"), Has.None.Match("^ok +links:"));

    [Test]
    public async Task Doctor_MissingBucket_IsNotCreated() => Assert.That(
        (await _servers.Client.ListBucketsAsync()).Buckets.Select(bucket => bucket.BucketName), Does.Not.Contain(_missing));

    [Test]
    public async Task Doctor_Finished_LeavesNothingInTheBucket()
    {
        var left = await _servers.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _bucket });

        Assert.That(left.S3Objects ?? [], Is.Empty);
    }

    [Test]
    public void Doctor_Always_PrintsNoSecretAndNoLink()
    {
        foreach (var printed in _runs.Values.SelectMany(run => (string[])[run.Output, run.Errors]))
        {
            Assert.That(printed, Does.Not.Contain(_servers.SecretKey).And.Not.Contain("canary"));
            Assert.That(printed, Does.Not.Match("(?i)signature|credential=|workspaces/|https?://[^ ]+\\?"));
        }
    }

    private static Dictionary<string, string> With(Dictionary<string, string> settings, (string Key, string Value) changed) =>
        new(settings) { [changed.Key] = changed.Value };

    private static void Add(Dictionary<string, string> settings, params (string Key, string Value)[] added)
    {
        foreach (var (key, value) in added)
            settings[key] = value;
    }

    private string[] Lines(string run) => _runs[run].Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task RunAsync(string name, Dictionary<string, string> settings)
    {
        var run = await Executable.RunAsync(settings, "doctor");
        lock (_runs)
            _runs[name] = run;
    }
}
