using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Transfers;

/// <summary>A key or subject has a limited number of transfers at once, its links included.</summary>
[EndToEnd]
internal sealed class TransferLimitTests
{
    private const string Audio = "7/audio.wav";
    private const string TooMany = "429 rate_limited";

    private TestService _service = null!;
    private HttpClient _platform = null!;
    private HttpClient _client = null!;
    private string _workspace = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync([.. Tokens.Settings, "--Downloads:MaxTransfersPerCredential=2"]);
        _workspace = await _service.CreateWorkspaceAsync();
        _platform = await _service.CreateClientAsync(_workspace);
        await _platform.RecordLongAsync(7);
        await _platform.GetAsync("7/download-url").JsonAsync();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _platform.Dispose();
        return _service.DisposeAsync();
    }

    [SetUp]
    public async Task CreateKeyAsync() => _client = await _service.CreateClientAsync(_workspace, scopes: "chats:read");

    [TearDown]
    public void DisposeClient() => _client.Dispose();

    [Test]
    public async Task Transfer_OverTheLimit_IsRateLimitedUntilOneEnds()
    {
        using var first = await PausedReader.GetAsync(_client, Audio);
        using var second = await PausedReader.GetAsync(_client, Audio);
        using var rejected = await _client.GetAsync(Audio);

        await first.TakeAsync(LongCalls.FileBytes);

        Assert.That((int)rejected.StatusCode, Is.EqualTo(429));
        Assert.That(rejected.Headers.RetryAfter?.Delta, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(rejected.Headers.CacheControl?.NoStore, Is.True);
        await AssertFreeAsync();
    }

    [Test]
    public async Task Transfer_ReaderLeaves_FreesItsPlace()
    {
        using var first = await PausedReader.GetAsync(_client, Audio);
        using (await PausedReader.GetAsync(_client, Audio))
            Assert.That(await GetPartAsync(_client), Is.EqualTo(TooMany));

        await AssertFreeAsync();
    }

    [Test]
    public async Task RequestWithoutAudio_AtTheLimit_IsAnswered()
    {
        using var first = await PausedReader.GetAsync(_client, Audio);
        using var second = await PausedReader.GetAsync(_client, Audio);

        Assert.That(await _client.HeadAsync(Audio).OutcomeAsync(), Is.EqualTo("200"));
        Assert.That(await _client.GetAsync(Audio, ("If-None-Match", "*")).OutcomeAsync(), Is.EqualTo("304"));
        Assert.That(await _client.GetAsync(Audio, ("Range", "bytes=99999999-")).OutcomeAsync(), Is.EqualTo("416 range_not_satisfiable"));
        Assert.That(await _client.GetAsync("7").OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Transfer_OfAnotherCredential_IsNotCounted()
    {
        using var token = _service.CreateClient(_workspace, Tokens.Create("m-1", "chats:read", _workspace));
        using var first = await PausedReader.GetAsync(_client, Audio);
        using var second = await PausedReader.GetAsync(_client, Audio);

        Assert.That(await GetPartAsync(_platform), Is.EqualTo("206"));
        Assert.That(await GetPartAsync(token), Is.EqualTo("206"));
    }

    [Test]
    public async Task Transfer_OfASubject_IsCountedForTheSubject()
    {
        using var token = _service.CreateClient(_workspace, Tokens.Create("m-subject", "chats:read", _workspace));
        using var sameSubject = _service.CreateClient(_workspace, Tokens.Create("m-subject", "chats:read chats:write", _workspace));
        using var first = await PausedReader.GetAsync(token, Audio);
        using var second = await PausedReader.GetAsync(token, Audio);

        Assert.That(await GetPartAsync(sameSubject), Is.EqualTo(TooMany));
    }

    [Test, FilesOnly]
    public async Task Transfer_OfALink_CountsForTheKeyOfTheLink()
    {
        using var anonymous = _service.CreateClient(_workspace);
        var link = (await _client.GetAsync("7/download-url").JsonAsync()).Text("url");
        using var first = await PausedReader.GetAsync(anonymous, link);
        using var second = await PausedReader.GetAsync(_client, Audio);

        Assert.That(await GetPartAsync(_client), Is.EqualTo(TooMany));
        Assert.That(await GetPartAsync(anonymous, link), Is.EqualTo(TooMany));
    }

    private static Task<string> GetPartAsync(HttpClient client, string address = Audio) =>
        client.GetAsync(address, ("Range", "bytes=0-99")).OutcomeAsync();

    /// <summary>A place is free shortly after the reader has the last byte, or has left.</summary>
    private async Task AssertFreeAsync()
    {
        var until = DateTime.UtcNow.AddSeconds(20);
        while (await GetPartAsync(_client) is var outcome && outcome != "206")
            Assert.That(DateTime.UtcNow, Is.LessThan(until), outcome);
    }
}
