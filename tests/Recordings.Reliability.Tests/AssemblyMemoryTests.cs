using System.Diagnostics;
using System.Globalization;
using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>
/// Assembling from the bucket into the bucket takes as much memory for a long call as for ten minutes. Four hours, which take
/// their time: RECORDINGS_TRUST_ASSEMBLY_MINUTES=240.
/// </summary>
[NeedsServers]
internal sealed class AssemblyMemoryTests
{
    private const int ChunkSeconds = 300;
    private const int MaxGrowthKiB = 15 * 1024;
    private static readonly int Chunks = Amount.Of("RECORDINGS_TRUST_ASSEMBLY_MINUTES", 60) * 60 / ChunkSeconds;

    [Test]
    public async Task Assembly_OfALongCall_TakesNoMoreMemoryThanOfTenMinutes()
    {
        await using var backends = await SharedBackends.CreateAsync();
        // Calls with any silence are not assembled in the background, but when they are asked for.
        var (tenant, service) = await backends.StartWithTenantAsync(backends.Settings.With("Capture:MaxSilentHours", "0"));
        await using var ending = service;
        using var client = tenant.CreateClient(service.Address);
        SpokenCall[] warm = [Call(1, 4), Call(2, 2)];
        var (little, much) = (Call(3, 2), Call(4, Chunks));
        foreach (var call in (SpokenCall[])[.. warm, little, much])
            await call.CaptureAsync(client);
        foreach (var call in warm)
            await AssembleAsync(client, call);

        var before = await PeakOfAssemblyAsync(service, client, little);
        var started = Stopwatch.GetTimestamp();
        var after = await PeakOfAssemblyAsync(service, client, much);
        var taken = Stopwatch.GetElapsedTime(started);

        await TestContext.Out.WriteLineAsync(
            $"Assembled 10 minutes: {before} KiB resident at most; {Chunks * ChunkSeconds / 60} minutes in {taken.TotalSeconds:0.0} s: {after} KiB.");
        Assert.That(after - before, Is.LessThanOrEqualTo(MaxGrowthKiB));
    }

    private static SpokenCall Call(long chat, int chunks) => SpokenCall.Dense(chat, chunks, ChunkSeconds * SpokenChunk.Rate);

    private static async Task<int> PeakOfAssemblyAsync(ServiceProcess service, HttpClient client, SpokenCall call)
    {
        // From here on the kernel counts the peak anew.
        await File.WriteAllTextAsync($"/proc/{service.Id}/clear_refs", "5");
        await AssembleAsync(client, call);
        var peak = File.ReadLines($"/proc/{service.Id}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return int.Parse(peak.Split(' ')[^2], CultureInfo.InvariantCulture);
    }

    private static async Task AssembleAsync(HttpClient client, SpokenCall call)
    {
        using var answer = await client.GetDownloadUrlAsync(call.Chat);
        answer.EnsureSuccessStatusCode();
        Assert.That(await answer.FieldAsync("sha256"), Is.EqualTo(call.Hash));
    }
}
