using System.Diagnostics;
using System.Globalization;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Assembling;

/// <summary>
/// An assembly from and into the bucket needs as much memory for a long call as for ten minutes. The default is 60 minutes;
/// RECORDINGS_TRUST_ASSEMBLY_MINUTES=240 tests four hours.
/// </summary>
[RequiresServers]
internal sealed class AssemblyMemoryTests
{
    private const int ChunkSeconds = 300;
    private const int MaxGrowthKiB = 15 * 1024;
    private static readonly int Chunks = RepeatCount.From("RECORDINGS_TRUST_ASSEMBLY_MINUTES", 60) * 60 / ChunkSeconds;

    [Test]
    public async Task Assembly_LongCall_NeedsNoMoreMemoryThanTenMinutes()
    {
        await using var backends = await SharedBackends.CreateAsync();
        // With MaxSilentHours=0 a call with a silence is not assembled in the background: a request starts its assembly.
        var (workspace, service) = await backends.StartWithWorkspaceAsync(backends.Settings.With("Capture:MaxSilentHours", "0"));
        await using var disposal = service;
        using var client = workspace.CreateClient(service.Address);
        TestCall[] warmUps = [Call(1, 4), Call(2, 2)];
        var (shortCall, longCall) = (Call(3, 2), Call(4, Chunks));
        foreach (var call in (TestCall[])[.. warmUps, shortCall, longCall])
            await call.CaptureAsync(client);
        foreach (var call in warmUps)
            await AssembleAsync(client, call);

        var before = await MeasurePeakAsync(service, client, shortCall);
        var started = Stopwatch.GetTimestamp();
        var after = await MeasurePeakAsync(service, client, longCall);
        var duration = Stopwatch.GetElapsedTime(started);

        await TestContext.Out.WriteLineAsync(
            $"Peak of 10 minutes: {before} KiB; of {Chunks * ChunkSeconds / 60} minutes: {after} KiB, in {duration.TotalSeconds:0.0} s.");
        Assert.That(after - before, Is.LessThanOrEqualTo(MaxGrowthKiB));
    }

    private static TestCall Call(long chat, int chunks) => TestCall.Dense(chat, chunks, ChunkSeconds * TestChunk.Rate);

    private static async Task<int> MeasurePeakAsync(ServiceProcess service, HttpClient client, TestCall call)
    {
        // Resets the peak that the kernel counts (proc(5), clear_refs).
        await File.WriteAllTextAsync($"/proc/{service.Id}/clear_refs", "5");
        await AssembleAsync(client, call);
        var peak = File.ReadLines($"/proc/{service.Id}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return int.Parse(peak.Split(' ')[^2], CultureInfo.InvariantCulture);
    }

    private static async Task AssembleAsync(HttpClient client, TestCall call)
    {
        using var answer = await client.GetDownloadUrlAsync(call.Chat);
        answer.EnsureSuccessStatusCode();
        Assert.That(await answer.ReadFieldAsync("sha256"), Is.EqualTo(call.Hash));
    }
}
