using System.Security.Cryptography;
using System.Text.Json;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Links;

/// <summary>What download-url answers, and what it costs.</summary>
[EndToEnd]
internal sealed class DownloadUrlTests
{
    private readonly HttpClient _anyone = new();
    private WatchedStore _store = null!;
    private WatchedRecordings _recordings = null!;
    private TestService _service = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            services =>
            {
                services.Decorate<IAudioStore>(store => _store = new WatchedStore(store));
                services.Decorate<IRecordings>(recordings => _recordings = new WatchedRecordings(recordings));
            },
            ReadyCalls.StayLive, "--Downloads:DefaultExpirySeconds=600", "--Downloads:MaxExpirySeconds=7200");
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
        await _client.RecordAsync(7);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        _anyone.Dispose();
        return _service.DisposeAsync();
    }

    [Test]
    public async Task Answer_OfTheFirstRequest_HasEveryField()
    {
        await _client.RecordAsync(48213);
        using var audio = await _client.GetAsync("48213/audio.wav");

        using var response = await _client.GetAsync("48213/download-url");
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Multiple(() =>
        {
            Assert.That(
                answer.EnumerateObject().Select(field => field.Name),
                Is.EqualTo(new[]
                {
                    "chat_id", "url", "expires_in", "expires_at", "filename", "content_type", "size_bytes", "duration_ms",
                    "sample_rate", "channels", "etag", "sha256", "cached",
                }));
            Assert.That(answer.GetProperty("chat_id").GetInt64(), Is.EqualTo(48213));
            Assert.That(Uri.IsWellFormedUriString(answer.Text("url"), UriKind.Absolute));
            Assert.That(answer.GetProperty("expires_in").GetInt64(), Is.EqualTo(600));
            Assert.That(answer.Text("expires_at"), Does.Match("^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"));
            Assert.That(answer.Text("filename"), Is.EqualTo("recording-48213.wav"));
            Assert.That(answer.Text("content_type"), Is.EqualTo("audio/wav"));
            Assert.That(answer.GetProperty("size_bytes").GetInt64(), Is.EqualTo(12_044));
            Assert.That(answer.GetProperty("duration_ms").GetInt64(), Is.EqualTo(750));
            Assert.That(answer.GetProperty("sample_rate").GetInt32(), Is.EqualTo(8000));
            Assert.That(answer.GetProperty("channels").GetInt32(), Is.EqualTo(1));
            Assert.That(answer.Text("etag"), Is.EqualTo(audio.Headers.ETag!.Tag));
            Assert.That(answer.GetProperty("cached").GetBoolean(), Is.False);
            Assert.That(response.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"));
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        });
        Assert.That(answer.Text("sha256"), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(await audio.Content.ReadAsByteArrayAsync()))));
    }

    [TestCase("", 600)]
    [TestCase("?expires_in=1", 1)]
    [TestCase("?expires_in=0060", 60)]
    [TestCase("?expires_in=7200", 7200)]
    [TestCase("?expires_in=7201", 7200)]
    [TestCase("?expires_in=2147483648", 7200)]
    [TestCase("?expires_in=18446744073709551617", 7200)]
    [TestCase("?expires_in=99999999999999999999999999999999999999999999999999999999999999999999", 7200)]
    public async Task ExpiresIn_APositiveInteger_IsLoweredToTheMaximum(string query, int effective)
    {
        var asked = DateTimeOffset.UtcNow;
        var answer = await _client.GetAsync($"7/download-url{query}").JsonAsync();

        // A link counts from a whole second.
        Assert.That(answer.GetProperty("expires_in").GetInt32(), Is.EqualTo(effective));
        Assert.That(
            answer.GetProperty("expires_at").GetDateTimeOffset(),
            Is.InRange(asked.AddSeconds(effective - 1), DateTimeOffset.UtcNow.AddSeconds(effective)));
    }

    [TestCase("0")]
    [TestCase("000")]
    [TestCase("-1")]
    [TestCase("-99999999999999999999")]
    [TestCase("1.5")]
    [TestCase("60.0")]
    [TestCase("1e3")]
    [TestCase("0x10")]
    [TestCase("")]
    [TestCase("%20")]
    [TestCase("%2060")]
    [TestCase("%2B60")]
    [TestCase("soon")]
    [TestCase("60s")]
    [TestCase("%D9%A3")]
    public async Task ExpiresIn_AnythingElse_IsRefusedByField(string text)
    {
        using var answer = await _client.GetAsync($"7/download-url?expires_in={text}");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That(problem.Text("code"), Is.EqualTo("validation_failed"));
        Assert.That(problem.GetProperty("errors").EnumerateObject().Select(field => field.Name), Is.EqualTo(new[] { "expires_in" }));
    }

    [Test]
    public async Task SecondCall_OfTheSameChat_IsAnotherUrlOfTheSameObject()
    {
        await _client.RecordAsync(8);

        var first = await _client.GetAsync("8/download-url").JsonAsync();
        var second = await _client.GetAsync("8/download-url").JsonAsync();

        Assert.That(second.Text("url"), Is.Not.EqualTo(first.Text("url")));
        Assert.That(second.Text("sha256"), Is.EqualTo(first.Text("sha256")));
        Assert.That(second.GetProperty("cached").GetBoolean(), Is.True);
        Assert.That(await _service.AssembledAsync(8), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task CachedAnswer_Always_ReadsNeitherChunksNorAudio()
    {
        await _client.RecordAsync(9);
        await _client.GetAsync("9/download-url").JsonAsync();
        var (loads, reads, puts) = (_recordings.ChunkLoads, _store.Reads, _store.Puts);

        await _client.GetAsync("9/download-url").JsonAsync();

        Assert.That((_recordings.ChunkLoads, _store.Reads, _store.Puts), Is.EqualTo((loads, reads, puts)));
    }

    [Test]
    public async Task FirstRequests_AHundredAtOnce_AssembleOnce()
    {
        await _client.RecordAsync(10);
        var before = _store.Puts;

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _client.GetAsync("10/download-url").JsonAsync()));

        var bytes = await _client.GetByteArrayAsync("10/audio.wav");
        Assert.That(_store.Puts - before, Is.EqualTo(1));
        Assert.That(answers.Select(answer => answer.Text("sha256")).Distinct(), Is.EqualTo(new[] { Convert.ToHexStringLower(SHA256.HashData(bytes)) }));
        Assert.That(answers.Select(answer => answer.Text("url")).Distinct().Count(), Is.EqualTo(100));
        Assert.That(await _service.AssembledAsync(10), Has.Length.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Object_RemovedOrTruncatedBehindTheBack_IsAssembledAgain(bool removed)
    {
        var chat = removed ? 11 : 12;
        await _client.RecordAsync(chat);
        var first = await _client.GetAsync($"{chat}/download-url").JsonAsync();
        var file = (await _service.AssembledAsync(chat)).Single();
        await (removed ? _service.RemoveAsync(file) : _service.TruncateAsync(file, 100));

        var second = await _client.GetAsync($"{chat}/download-url").JsonAsync();

        Assert.That(second.GetProperty("cached").GetBoolean(), Is.False);
        Assert.That(second.Text("sha256"), Is.EqualTo(first.Text("sha256")));
        Assert.That(SHA256.HashData(await _anyone.GetByteArrayAsync(second.Text("url"))), Is.EqualTo(Convert.FromHexString(second.Text("sha256"))));
    }

    [Test]
    public async Task LateChunk_AfterALink_ChangesTheRecordingButNotTheOldLinksBytes()
    {
        await _client.RecordAsync(13);
        var old = await _client.GetAsync("13/download-url").JsonAsync();
        await _client.StoreLateAsync(13);

        var renewed = await _client.GetAsync("13/download-url").JsonAsync();
        var followed = await _anyone.GetByteArrayAsync(old.Text("url"));

        Assert.That(renewed.GetProperty("cached").GetBoolean(), Is.False);
        Assert.That(renewed.Text("etag"), Is.Not.EqualTo(old.Text("etag")));
        Assert.That(renewed.Text("sha256"), Is.Not.EqualTo(old.Text("sha256")));
        Assert.That(SHA256.HashData(followed), Is.EqualTo(Convert.FromHexString(old.Text("sha256"))));
    }

    [Test]
    public async Task LateChunk_BeforeAnybodyReads_LeavesTheOldLinkWorking()
    {
        await _client.RecordAsync(14);
        var old = await _client.GetAsync("14/download-url").JsonAsync();
        await _client.StoreLateAsync(14);

        var bytes = await _anyone.GetByteArrayAsync(old.Text("url"));

        Assert.That(SHA256.HashData(bytes), Is.EqualTo(Convert.FromHexString(old.Text("sha256"))));
    }

    [Test]
    public async Task Assembly_LongerThanTheWait_AnswersWhenToAskAgainAndGoesOn()
    {
        WatchedStore store = null!;
        await using var service = await TestService.StartAsync(
            services => services.Decorate<IAudioStore>(inner => store = new WatchedStore(inner)), ReadyCalls.StayLive, "--Downloads:MaxWaitSeconds=1");
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        await client.RecordAsync(15);
        var hold = new TaskCompletionSource();
        store.Hold = hold.Task;

        using var tooEarly = await client.GetAsync("15/download-url");
        hold.SetResult();

        Assert.That(await Task.FromResult(tooEarly).OutcomeAsync(), Is.EqualTo("503 assembly_in_progress"));
        Assert.That(tooEarly.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(() => service.AssembledAsync(15), Has.Length.EqualTo(1).After(20).Seconds.PollEvery(10).MilliSeconds);
        Assert.That(store.Puts, Is.EqualTo(1));
    }

    [Test]
    public async Task Assembly_WhoseClientWentAway_GoesOn()
    {
        await _client.RecordAsync(16);
        var hold = new TaskCompletionSource();
        _store.Hold = hold.Task;
        var before = _store.Puts;
        using var leaving = new CancellationTokenSource();
        var request = _client.GetAsync("16/download-url", leaving.Token);
        Assert.That(() => _store.Puts, Is.EqualTo(before + 1).After(20).Seconds.PollEvery(5).MilliSeconds);
        await leaving.CancelAsync();
        Assert.ThrowsAsync<TaskCanceledException>(() => request);

        var other = _client.GetAsync("16/download-url").JsonAsync();
        _store.Hold = Task.CompletedTask;
        hold.SetResult();

        Assert.That((await other).GetProperty("size_bytes").GetInt64(), Is.EqualTo(12_044));
        Assert.That(_store.Puts, Is.EqualTo(before + 1));
    }

    [Test]
    public async Task PartialObject_WhileAssembling_IsNotVisible()
    {
        await _client.RecordAsync(17);
        var hold = new TaskCompletionSource();
        _store.Hold = hold.Task;
        var before = _store.Puts;
        var request = _client.GetAsync("17/download-url").JsonAsync();
        Assert.That(() => _store.Puts, Is.EqualTo(before + 1).After(20).Seconds.PollEvery(5).MilliSeconds);

        var during = await _service.AssembledAsync(17);
        _store.Hold = Task.CompletedTask;
        hold.SetResult();
        await request;

        Assert.That(during, Is.Empty);
        Assert.That(await _service.AssembledAsync(17), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Head_OfDownloadUrl_IsRefusedWithAllow()
    {
        using var answer = await _client.HeadAsync("7/download-url");

        Assert.That((int)answer.StatusCode, Is.EqualTo(405));
        Assert.That(answer.Content.Headers.Allow, Is.EqualTo(new[] { "GET" }));
    }
}
