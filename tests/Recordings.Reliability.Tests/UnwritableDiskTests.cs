using System.Net;
using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Faults;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>On a disk that is full or read-only capture is refused, what is stored stays readable, and nothing is lost.</summary>
internal sealed class UnwritableDiskTests
{
    private const int ChunkFrames = 40_000;
    private const int Attempts = 20;
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);
    private static readonly SpokenChunk Kept = new(1, "caller", 0, ChunkFrames);

    [Test]
    [NeedsRoot]
    public async Task Capture_DiskFull_IsRefusedAndRecoversByItself()
    {
        using var disk = SmallDisk.InMemory(megabytes: 8);
        var settings = ServiceSettings.Embedded(disk.DataDirectory);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var client = tenant.CreateClient(service.Address);
        var history = await CaptureOneCallAsync(client);
        (await client.OpenAsync(2)).EnsureSuccessStatusCode();

        disk.Fill(leaveBytes: 300_000);
        var refusals = await CaptureUntilRefusedAsync(client, history, Attempts);
        var readable = await IsReadableAsync(client);
        disk.Free();
        var recovered = await Until.TrueAsync(() => StoresAsync(client, history, Attempts), Recovery, "chunks are taken again");
        var findings = await new HistoryChecker(client).CheckAsync(history);

        await TestContext.Out.WriteLineAsync($"Disk full: refused with {string.Join(", ", refusals)}; back after {recovered.TotalMilliseconds:0} ms. {findings}");
        Assert.That(refusals, Is.Not.Empty.And.SubsetOf(new[] { "503 storage_unavailable", "503 database_unavailable" }));
        Assert.That(readable, Is.True);
        Assert.That(findings.Broken, Is.Empty);
        Assert.That(Directory.GetFiles(Path.Combine(disk.DataDirectory, "staging")), Is.Empty);
    }

    [Test]
    [NeedsRoot]
    public async Task Capture_KernelTurnsDiskReadOnly_IsRefusedAndNothingIsLost()
    {
        using var disk = SmallDisk.OnLoopDevice(megabytes: 24);
        var settings = ServiceSettings.Embedded(disk.DataDirectory);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var client = tenant.CreateClient(service.Address);
        var history = await CaptureOneCallAsync(client);
        (await client.OpenAsync(2)).EnsureSuccessStatusCode();

        disk.TurnReadOnly();
        var refusals = await CaptureUntilRefusedAsync(client, history, Attempts);
        var readable = await IsReadableAsync(client);
        await service.KillAsync();
        disk.Repair();
        await service.StartAsync();
        var findings = await new HistoryChecker(client).CheckAsync(history);
        await service.KillAsync();

        await TestContext.Out.WriteLineAsync($"Read-only: refused with {string.Join(", ", refusals)}. {findings}");
        Assert.That(refusals, Is.Not.Empty.And.SubsetOf(new[] { "503 storage_unavailable", "503 database_unavailable" }));
        Assert.That(readable, Is.True);
        Assert.That(findings.Broken, Is.Empty);
    }

    [Test]
    [NeedsCompiler]
    public async Task Capture_DiskReadOnlyForAWhile_RecoversByItself()
    {
        using var folder = new TemporaryFolder();
        using var plan = new FaultPlan();
        var settings = ServiceSettings.Embedded(folder.Path);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(plan.Below(folder.Path, settings));
        using var client = tenant.CreateClient(service.Address);
        var history = await CaptureOneCallAsync(client);
        (await client.OpenAsync(2)).EnsureSuccessStatusCode();

        plan.Set(
            SystemCalls.OpenForWriting | SystemCalls.Write | SystemCalls.Rename | SystemCalls.MakeFolder | SystemCalls.Remove | SystemCalls.Truncate,
            Fault.ReadOnly, nth: 1, forever: true);
        var refusals = await CaptureUntilRefusedAsync(client, history, Attempts);
        var readable = await IsReadableAsync(client);
        plan.Clear();
        var recovered = await Until.TrueAsync(() => StoresAsync(client, history, Attempts), Recovery, "chunks are taken again");
        var findings = await new HistoryChecker(client).CheckAsync(history);

        await TestContext.Out.WriteLineAsync($"Read-only: refused with {string.Join(", ", refusals)}; back after {recovered.TotalMilliseconds:0} ms. {findings}");
        Assert.That(refusals, Is.Not.Empty.And.SubsetOf(new[] { "503 storage_unavailable", "503 database_unavailable" }));
        Assert.That(readable, Is.True);
        Assert.That(findings.Broken, Is.Empty);
    }

    private static async Task<History> CaptureOneCallAsync(HttpClient client)
    {
        var history = new History();
        await client.OpenAsync(Kept.Chat);
        history.Intend(Kept);
        (await client.StoreAsync(Kept)).EnsureSuccessStatusCode();
        history.Acknowledge(Kept);
        await client.CompleteAsync(Kept.Chat);
        (await client.GetDownloadUrlAsync(Kept.Chat)).EnsureSuccessStatusCode();
        return history;
    }

    private static async Task<IReadOnlyCollection<string>> CaptureUntilRefusedAsync(HttpClient client, History history, int times)
    {
        var refusals = new SortedSet<string>();
        for (var sequence = 0; sequence < times; sequence++)
        {
            var chunk = new SpokenChunk(2, "caller", sequence, ChunkFrames);
            history.Intend(chunk);
            using var answer = await client.StoreAsync(chunk);
            if (answer.IsSuccessStatusCode)
                history.Acknowledge(chunk);
            else
                refusals.Add($"{(int)answer.StatusCode} {await answer.FieldAsync("code")}");
        }

        return refusals;
    }

    private static async Task<bool> StoresAsync(HttpClient client, History history, int sequence)
    {
        var chunk = new SpokenChunk(2, "caller", sequence, ChunkFrames);
        history.Intend(chunk);
        using var answer = await client.StoreAsync(chunk);
        if (answer.IsSuccessStatusCode)
            history.Acknowledge(chunk);
        return answer.IsSuccessStatusCode;
    }

    private static async Task<bool> IsReadableAsync(HttpClient client)
    {
        using var audio = await client.GetAudioAsync(Kept.Chat);
        using var link = await client.GetDownloadUrlAsync(Kept.Chat);
        return audio.StatusCode is HttpStatusCode.OK
            && link.StatusCode is HttpStatusCode.OK
            && ExpectedRecording.HashOf(await audio.Content.ReadAsByteArrayAsync()) == ExpectedRecording.HashOf(ExpectedRecording.Of([Kept]));
    }
}
