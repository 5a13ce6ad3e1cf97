using System.Net.Http.Headers;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Load;

/// <summary>Fifty clients of a call with as many tracks as one may have, all of them speaking, at two rates.</summary>
internal sealed class CrowdedCallTests
{
    private const int Clients = 50;
    private const int Tracks = 64;
    private const int Chunks = 4;
    private const int Seconds = 30;
    private const long Crowded = 1;
    private const long Other = 1;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    [Test]
    public async Task Rendering_ManyTracksAndClients_DelaysNothingElse()
    {
        using var folder = new TemporaryFolder();
        // Nothing is assembled in the background: each reader gets its own rendering.
        var settings = ServiceSettings.Embedded(folder.Path).With("Capture:MaxSilentHours", "0");
        var (crowd, quiet) = (await TestWorkspace.CreateAsync(settings), await TestWorkspace.CreateAsync(settings));
        await using var service = await ServiceProcess.StartAsync(settings);
        using var listeners = crowd.CreateClient(service.Address);
        using var others = quiet.CreateClient(service.Address);
        await CaptureAsync(listeners);
        await TestCall.Short(Other).CaptureAsync(others);

        using var stop = new CancellationTokenSource(Duration);
        var (crowded, health, firstBytes, bytes) = (new Latencies(), new Latencies(), new Latencies(), 0L);
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, Clients).Select(_ => crowded.RepeatAsync(() => ReadAsync(listeners, stop.Token), TimeSpan.Zero, stop.Token)),
            health.RepeatAsync(() => others.GetAsync(new Uri(service.Address, "/health/live")), Pause, stop.Token),
            firstBytes.RepeatAsync(() => others.GetAsync($"{Other}/audio.wav"), Pause, stop.Token),
        ]);

        await TestContext.Out.WriteLineAsync(
            $"{Clients} clients of {Tracks} tracks: {Volatile.Read(ref bytes) >> 20} MiB, {crowded}; health: {health}; other workspace: {firstBytes}");
        Assert.That(health.Answers.Keys, Is.EqualTo((string[])["200"]));
        Assert.That(firstBytes.Answers.Keys, Is.EqualTo((string[])["200"]));
        Assert.That(health.Longest, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(0.5)));
        Assert.That(firstBytes.Longest, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(1)));

        async Task<HttpResponseMessage> ReadAsync(HttpClient client, CancellationToken cancellationToken)
        {
            var answer = await client.GetAsync($"{Crowded}/audio.wav", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[64 * 1024];
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
                Interlocked.Add(ref bytes, read);
            return answer;
        }
    }

    private static async Task CaptureAsync(HttpClient client)
    {
        (await client.OpenAsync(Crowded)).EnsureSuccessStatusCode();
        for (var track = 0; track < Tracks; track++)
        {
            for (var sequence = 0; sequence < Chunks; sequence++)
                (await client.StoreAsync(new TestChunk(Crowded, $"t{track}", sequence, Seconds * TestChunk.Rate, 0))).EnsureSuccessStatusCode();
        }

        // One track at 48 kHz: all others are resampled.
        var content = new ByteArrayContent(new byte[96_000]) { Headers = { ContentType = MediaTypeHeaderValue.Parse("audio/L16;rate=48000") } };
        (await client.PutAsync($"{Crowded}/tracks/t0/chunks/{Chunks}?start_ms={Chunks * Seconds * 1000}", content)).EnsureSuccessStatusCode();
        (await client.CompleteAsync(Crowded)).EnsureSuccessStatusCode();
    }
}
