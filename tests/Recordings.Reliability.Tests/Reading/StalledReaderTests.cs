using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Reading;

/// <summary>Readers that take nothing hold little memory and are let go after a minute. A slow listener is none of them.</summary>
internal sealed class StalledReaderTests
{
    private const int Minutes = 5;
    private const int MaxGrowthMiB = 90;
    private static readonly int Readers = RepeatCount.From("RECORDINGS_TRUST_READERS", 400);
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Reader_TakesNothingForAMinute_IsLetGoAndASlowOneIsNot()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        var link = await CreateLinkAsync(workspace, service);
        using var stalled = await RawReader.GetAsync(link);
        using var slow = await RawReader.GetAsync(link);
        var started = Stopwatch.GetTimestamp();

        var release = stalled.WaitForResetAsync(default).WaitAsync(StallLimit + Slack);
        while (!release.IsCompleted)
        {
            await slow.TakeAsync(1024);
            await Task.WhenAny(release, Task.Delay(TimeSpan.FromSeconds(1)));
        }

        await release;
        var waited = Stopwatch.GetElapsedTime(started);
        await slow.TakeAsync(1024);

        await TestContext.Out.WriteLineAsync($"The stalled reader was let go after {waited.TotalSeconds:F0} s.");
        Assert.That(waited, Is.GreaterThan(StallLimit - TimeSpan.FromSeconds(1)));
        Assert.That(slow.IsOpen, Is.True, "the reader of 1 KiB/s");
    }

    [Test]
    public async Task Readers_ManyTakeNothing_HoldLittleMemory()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path).With("Downloads:MaxTransfersPerCredential", "100000");
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        var link = await CreateLinkAsync(workspace, service);
        using var client = new HttpClient();
        for (var downloads = 0; downloads < 20; downloads++)
            await client.GetByteArrayAsync(link);
        var before = ResidentMiB(service.Id);

        var readers = new List<RawReader>();
        var peak = before;
        for (var reader = 0; reader < Readers; reader++)
        {
            readers.Add(await RawReader.GetAsync(link));
            peak = Math.Max(peak, ResidentMiB(service.Id));
        }

        await Polling.UntilAsync(
            async () =>
            {
                using var answer = await client.GetAsync(new Uri(service.Address, "/health/ready"));
                peak = Math.Max(peak, ResidentMiB(service.Id));
                return answer.IsSuccessStatusCode;
            },
            TimeSpan.FromSeconds(30),
            "the service is ready");
        readers.ForEach(reader => reader.Dispose());

        await TestContext.Out.WriteLineAsync($"{Readers} stalled readers: {before} MiB before, {peak} MiB at most.");
        Assert.That(peak - before, Is.LessThanOrEqualTo(MaxGrowthMiB));
    }

    private static async Task<Uri> CreateLinkAsync(TestWorkspace workspace, ServiceProcess service)
    {
        using var client = workspace.CreateClient(service.Address);
        await client.OpenAsync(1);
        for (var minute = 0; minute < Minutes; minute++)
            (await client.StoreAsync(new TestChunk(1, "caller", minute, 60 * TestChunk.Rate, 0))).EnsureSuccessStatusCode();
        (await client.CompleteAsync(1)).EnsureSuccessStatusCode();
        using var answer = await client.GetAsync("1/download-url");
        using var body = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return new Uri(body.RootElement.GetProperty("url").GetString()!);
    }

    private static int ResidentMiB(int process) => int.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ')[^2],
        CultureInfo.InvariantCulture) / 1024;
}
