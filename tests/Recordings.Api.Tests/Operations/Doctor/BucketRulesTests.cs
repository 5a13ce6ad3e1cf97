namespace Recordings.Api.Tests.Operations.Doctor;

/// <summary>A bucket accepts the rules in deploy/s3.</summary>
[Category("NeedsS3")]
[Category("NeedsPostgres")]
internal sealed class BucketRulesTests
{
    private TestServers _servers = null!;
    private string _bucket = "";

    [OneTimeSetUp]
    public async Task CreateBucketAsync()
    {
        _servers = new TestServers();
        _bucket = await _servers.CreateBucketAsync();
    }

    [OneTimeTearDown]
    public async Task DropAsync()
    {
        if (_servers is not null)
            await _servers.DisposeAsync();
    }

    [Test]
    public async Task CorsFile_Applied_LetsPagesReadWithRanges()
    {
        await BucketRules.ApplyCorsAsync(_servers.Client, _bucket);

        var rule = (await _servers.Client.GetCORSConfigurationAsync(_bucket)).Configuration.Rules.Single();

        Assert.That(rule.AllowedMethods, Is.EquivalentTo(["GET", "HEAD"]));
        Assert.That(rule.AllowedHeaders, Does.Contain("Range"));
        Assert.That(rule.ExposeHeaders, Does.Contain("Content-Range").And.Contain("ETag"));
    }

    [Test]
    public async Task LifecycleFile_Applied_AbortsUnfinishedUploads()
    {
        await BucketRules.ApplyLifecycleAsync(_servers.Client, _bucket);

        var rule = (await _servers.Client.GetLifecycleConfigurationAsync(_bucket)).Configuration.Rules.Single();

        Assert.That((rule.Status.Value, rule.AbortIncompleteMultipartUpload.DaysAfterInitiation), Is.EqualTo(("Enabled", 2)));
        Assert.That(rule.Expiration?.Days, Is.Null);
    }
}
