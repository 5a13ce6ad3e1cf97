using System.Security.Cryptography;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Links;

/// <summary>When download-url assembles a file, and when it uses the stored one.</summary>
[EndToEnd]
internal sealed class DownloadUrlAssemblyTests
{
    private readonly HttpClient _anonymous = new();
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
            ReadyCalls.StayLive);
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        _anonymous.Dispose();
        return _service.DisposeAsync();
    }

    [Test]
    public async Task SecondRequest_OfTheSameChat_IsAnotherUrlOfTheSameFile()
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
    public async Task CachedAnswer_Always_ReadsNoChunksAndNoAudio()
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
        Assert.That(
            answers.Select(answer => answer.Text("sha256")).Distinct(),
            Is.EqualTo(new[] { Convert.ToHexStringLower(SHA256.HashData(bytes)) }));
        Assert.That(answers.Select(answer => answer.Text("url")).Distinct().Count(), Is.EqualTo(100));
        Assert.That(await _service.AssembledAsync(10), Has.Length.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task File_RemovedOrTruncatedInTheStore_IsAssembledAgain(bool removed)
    {
        var chat = removed ? 11 : 12;
        await _client.RecordAsync(chat);
        var first = await _client.GetAsync($"{chat}/download-url").JsonAsync();
        var file = (await _service.AssembledAsync(chat)).Single();
        await (removed ? _service.RemoveAsync(file) : _service.TruncateAsync(file, 100));

        var second = await _client.GetAsync($"{chat}/download-url").JsonAsync();

        Assert.That(second.GetProperty("cached").GetBoolean(), Is.False);
        Assert.That(second.Text("sha256"), Is.EqualTo(first.Text("sha256")));
        Assert.That(
            SHA256.HashData(await _anonymous.GetByteArrayAsync(second.Text("url"))),
            Is.EqualTo(Convert.FromHexString(second.Text("sha256"))));
    }

    [Test]
    public async Task Assembly_LongerThanTheWait_Is503AndContinues()
    {
        WatchedStore store = null!;
        await using var service = await TestService.StartAsync(
            services => services.Decorate<IAudioStore>(inner => store = new WatchedStore(inner)),
            ReadyCalls.StayLive, "--Downloads:MaxWaitSeconds=1");
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
    public async Task Assembly_AfterItsClientDisconnects_Continues()
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
    public async Task PartialFile_WhileAssembling_IsNotVisible()
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
}
