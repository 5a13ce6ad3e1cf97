using System.Net.Http.Headers;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Load;

/// <summary>A heap of 256 MiB, a call with as many chunks as one may have, and many clients that ask for it at the same time.</summary>
internal sealed class LongCallTests
{
    private const int Clients = 40;
    private const long Long = 1;
    private const long Other = 2;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private TemporaryFolder _folder = null!;
    private ServiceProcess _service = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        // The heap limit is a hexadecimal number of bytes. Nothing is assembled in the background.
        var settings = ServiceSettings.Embedded(_folder.Path)
            .With("DOTNET_GCHeapHardLimit", "10000000")
            .With("Capture:MaxSilentHours", "0")
            .With("Capture:MaxChunksPerCall", "1000000");
        var workspace = await TestWorkspace.CreateAsync(settings);
        _service = await ServiceProcess.StartAsync(settings);
        _client = workspace.CreateClient(_service.Address);
        await TestCall.Short(Other).CaptureAsync(_client);
        await LongCall.StoreAsync(_client, _folder.Path, Long);
        for (var i = 0; i < 50; i++)
            (await _client.GetAsync("2")).EnsureSuccessStatusCode();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Metadata_PolledWhileTheCallGrows_IsBounded()
    {
        var before = ResidentMemory.CurrentMiB(_service.Id);
        using var stop = new CancellationTokenSource(Duration);
        var (polls, others, captures) = (new Latencies(), new Latencies(), new Latencies());
        var next = 0;
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, Clients).Select(_ => polls.RepeatAsync(() => _client.GetAsync("1"), TimeSpan.Zero, stop.Token)),
            others.RepeatAsync(() => _client.GetAsync("2"), Pause, stop.Token),
            others.RepeatAsync(() => _client.GetAsync("2/audio.wav"), Pause, stop.Token),
            captures.RepeatAsync(() => _client.StoreAsync(LongCall.Next(Long, next++)), TimeSpan.Zero, stop.Token),
        ]);

        await ReportAsync(before, polls, others, captures);
        Assert.That(polls.Answers.Keys, Is.EqualTo((string[])["200"]));
        Assert.That(captures.Answers.Keys, Is.EqualTo((string[])["201"]));
        AssertOthersAreServed(others);
        Assert.That(ResidentMemory.PeakMiB(_service.Id) - before, Is.LessThanOrEqualTo(100));
    }

    [Test]
    public async Task Metadata_FirstReadingsAfterTheEnd_HaveNoFailure()
    {
        var before = ResidentMemory.CurrentMiB(_service.Id);
        (await _client.CompleteAsync(Long)).EnsureSuccessStatusCode();
        var (readings, others) = (new Latencies(), new Latencies());
        using var stop = new CancellationTokenSource();
        var other = others.RepeatAsync(() => _client.GetAsync("2"), Pause, stop.Token);
        for (var late = 0; late < 5; late++)
        {
            (await _client.StoreAsync(LongCall.Next(Long, late))).EnsureSuccessStatusCode();
            using var once = new CancellationTokenSource();
            var sent = Enumerable.Range(0, Clients).Select(_ => readings.RepeatAsync(() => _client.GetAsync("1"), TimeSpan.Zero, once.Token)).ToArray();
            await once.CancelAsync();
            await Task.WhenAll(sent);
        }

        await stop.CancelAsync();
        await other;
        await ReportAsync(before, readings, others);
        Assert.That(readings.Answers.Keys, Is.EqualTo((string[])["200"]));
        AssertOthersAreServed(others);
    }

    [Test]
    public async Task Audio_ReadByManyClients_HasNoFailure()
    {
        var before = ResidentMemory.CurrentMiB(_service.Id);
        (await _client.CompleteAsync(Long)).EnsureSuccessStatusCode();
        var (readings, others) = (new Latencies(), new Latencies());
        using var stop = new CancellationTokenSource(Duration);
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, Clients).Select(client => readings.RepeatAsync(() => ReadRangeAsync(client), TimeSpan.Zero, stop.Token)),
            others.RepeatAsync(() => _client.GetAsync("2/audio.wav"), Pause, stop.Token),
        ]);

        await ReportAsync(before, readings, others);
        Assert.That(readings.Answers.Keys, Is.EqualTo((string[])["206"]));
        Assert.That(others.Answers.Keys, Is.EqualTo((string[])["200"]));
    }

    private Task<HttpResponseMessage> ReadRangeAsync(int client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "1/audio.wav");
        var start = client * 10_000_000L;
        request.Headers.Range = new RangeHeaderValue(start, start + 100_000);
        return _client.SendAsync(request);
    }

    private static void AssertOthersAreServed(Latencies others)
    {
        Assert.That(others.Answers.Keys, Is.EqualTo((string[])["200"]));
        Assert.That(others.Longest, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(1)));
    }

    private Task ReportAsync(int before, Latencies many, Latencies others, Latencies? captures = null) => TestContext.Out.WriteLineAsync(
        $"{LongCall.Chunks} chunks, {Clients} clients: {many}; other call: {others}; captures: {captures}; "
        + $"resident {before} MiB, at most {ResidentMemory.PeakMiB(_service.Id)} MiB");
}
