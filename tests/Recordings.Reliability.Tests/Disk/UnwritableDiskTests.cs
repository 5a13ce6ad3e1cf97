using System.Net;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Faults;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Disk;

/// <summary>On a disk that is full or read-only, capture fails, stored recordings stay readable and no chunk is lost.</summary>
internal sealed class UnwritableDiskTests
{
    private const int ChunkFrames = 40_000;
    private const int Attempts = 20;

    private const SystemCallKinds ChangingCalls =
        SystemCallKinds.OpenForWriting | SystemCallKinds.Write | SystemCallKinds.Rename
        | SystemCallKinds.MakeFolder | SystemCallKinds.Remove | SystemCallKinds.Truncate;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);
    private static readonly TestChunk StoredChunk = new(1, "caller", 0, ChunkFrames);

    [Test]
    [RequiresRoot]
    public async Task Capture_DiskFull_FailsAndRecovers()
    {
        using var disk = SmallDisk.InMemory(megabytes: 8);
        var settings = ServiceSettings.Embedded(disk.DataDirectory);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var client = workspace.CreateClient(service.Address);
        var history = await CaptureStoredCallAsync(client);
        (await client.OpenAsync(2)).EnsureSuccessStatusCode();

        disk.Fill(leaveBytes: 300_000);
        var failures = await CaptureAsync(client, history, Attempts);
        var readable = await IsReadableAsync(client);
        disk.FreeSpace();
        var recovered = await Polling.UntilAsync(() => TryStoreAsync(client, history, Attempts), Recovery, "chunks are accepted again");
        var result = await new HistoryChecker(client).CheckAsync(history);

        await TestContext.Out.WriteLineAsync(
            $"Disk full: failed with {string.Join(", ", failures)}; recovered after {recovered.TotalMilliseconds:0} ms. {result}");
        Assert.That(failures, Is.Not.Empty.And.SubsetOf(new[] { "503 storage_unavailable", "503 database_unavailable" }));
        Assert.That(readable, Is.True);
        Assert.That(result.Violations, Is.Empty);
        Assert.That(Directory.GetFiles(Path.Combine(disk.DataDirectory, "staging")), Is.Empty);
    }

    [Test]
    [RequiresRoot]
    public async Task Capture_KernelRemountsDiskReadOnly_FailsAndLosesNothing()
    {
        using var disk = SmallDisk.OnLoopDevice(megabytes: 24);
        var settings = ServiceSettings.Embedded(disk.DataDirectory);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var client = workspace.CreateClient(service.Address);
        var history = await CaptureStoredCallAsync(client);
        (await client.OpenAsync(2)).EnsureSuccessStatusCode();

        disk.TurnReadOnly();
        var failures = await CaptureAsync(client, history, Attempts);
        var readable = await IsReadableAsync(client);
        await service.KillAsync();
        disk.Repair();
        await service.StartAsync();
        var result = await new HistoryChecker(client).CheckAsync(history);
        await service.KillAsync();

        await TestContext.Out.WriteLineAsync($"Read-only: failed with {string.Join(", ", failures)}. {result}");
        Assert.That(failures, Is.Not.Empty.And.SubsetOf(new[] { "503 storage_unavailable", "503 database_unavailable" }));
        Assert.That(readable, Is.True);
        Assert.That(result.Violations, Is.Empty);
    }

    [Test]
    [RequiresCompiler]
    public async Task Capture_DiskReadOnlyForAWhile_FailsAndRecovers()
    {
        using var folder = new TemporaryFolder();
        using var plan = new FaultPlan();
        var settings = ServiceSettings.Embedded(folder.Path);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(plan.ApplyTo(settings, folder.Path));
        using var client = workspace.CreateClient(service.Address);
        var history = await CaptureStoredCallAsync(client);
        (await client.OpenAsync(2)).EnsureSuccessStatusCode();

        plan.Set(ChangingCalls, Fault.ReadOnly, nth: 1, forever: true);
        var failures = await CaptureAsync(client, history, Attempts);
        var readable = await IsReadableAsync(client);
        plan.Clear();
        var recovered = await Polling.UntilAsync(() => TryStoreAsync(client, history, Attempts), Recovery, "chunks are accepted again");
        var result = await new HistoryChecker(client).CheckAsync(history);

        await TestContext.Out.WriteLineAsync(
            $"Read-only: failed with {string.Join(", ", failures)}; recovered after {recovered.TotalMilliseconds:0} ms. {result}");
        Assert.That(failures, Is.Not.Empty.And.SubsetOf(new[] { "503 storage_unavailable", "503 database_unavailable" }));
        Assert.That(readable, Is.True);
        Assert.That(result.Violations, Is.Empty);
    }

    private static async Task<History> CaptureStoredCallAsync(HttpClient client)
    {
        var history = new History();
        await client.OpenAsync(StoredChunk.Chat);
        history.AddSent(StoredChunk);
        (await client.StoreAsync(StoredChunk)).EnsureSuccessStatusCode();
        history.AddAcknowledged(StoredChunk);
        await client.CompleteAsync(StoredChunk.Chat);
        (await client.GetDownloadUrlAsync(StoredChunk.Chat)).EnsureSuccessStatusCode();
        return history;
    }

    private static async Task<IReadOnlyCollection<string>> CaptureAsync(HttpClient client, History history, int times)
    {
        var failures = new SortedSet<string>();
        for (var sequence = 0; sequence < times; sequence++)
        {
            var chunk = new TestChunk(2, "caller", sequence, ChunkFrames);
            history.AddSent(chunk);
            using var answer = await client.StoreAsync(chunk);
            if (answer.IsSuccessStatusCode)
                history.AddAcknowledged(chunk);
            else
                failures.Add($"{(int)answer.StatusCode} {await answer.ReadFieldAsync("code")}");
        }

        return failures;
    }

    private static async Task<bool> TryStoreAsync(HttpClient client, History history, int sequence)
    {
        var chunk = new TestChunk(2, "caller", sequence, ChunkFrames);
        history.AddSent(chunk);
        using var answer = await client.StoreAsync(chunk);
        if (answer.IsSuccessStatusCode)
            history.AddAcknowledged(chunk);
        return answer.IsSuccessStatusCode;
    }

    private static async Task<bool> IsReadableAsync(HttpClient client)
    {
        using var audio = await client.GetAudioAsync(StoredChunk.Chat);
        using var link = await client.GetDownloadUrlAsync(StoredChunk.Chat);
        return audio.StatusCode is HttpStatusCode.OK
            && link.StatusCode is HttpStatusCode.OK
            && ExpectedRecording.Hash(await audio.Content.ReadAsByteArrayAsync())
                == ExpectedRecording.Hash(ExpectedRecording.Create([StoredChunk]));
    }
}
