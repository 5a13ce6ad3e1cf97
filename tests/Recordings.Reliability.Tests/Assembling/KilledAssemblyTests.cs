using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Faults;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Assembling;

/// <summary>
/// SIGKILL at one system call after another, from the end of the call. A partial file must never be visible. After the next
/// start the service assembles the call without a request.
/// </summary>
[RequiresCompiler]
internal sealed class KilledAssemblyTests
{
    private const SystemCallKinds ChangingCalls =
        SystemCallKinds.Write | SystemCallKinds.Sync | SystemCallKinds.Rename
        | SystemCallKinds.OpenForWriting | SystemCallKinds.MakeFolder | SystemCallKinds.Remove;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Assembly_KilledAtAnyCall_IsCompletedAfterTheStart()
    {
        var maxKills = RepeatCount.From("RECORDINGS_TRUST_ASSEMBLY_KILLS", 6);
        using var folder = new TemporaryFolder();
        using var plan = new FaultPlan();
        var settings = ServiceSettings.Embedded(folder.Path);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(plan.ApplyTo(settings, folder.Path));
        using var client = workspace.CreateClient(service.Address);
        var (history, violations, kills) = (new History(), new List<string>(), 0);
        var step = maxKills > 50 ? 1 : 4;

        for (var nth = 1; kills < maxKills; nth += step)
        {
            var chunk = new TestChunk(nth, "caller", 0, Frames: 100_000);
            history.AddSent(chunk);
            await client.OpenAsync(nth);
            (await client.StoreAsync(chunk)).EnsureSuccessStatusCode();
            history.AddAcknowledged(chunk);

            plan.Set(ChangingCalls, Fault.Kill, nth);
            await CompleteAndDownloadAsync(client, nth);
            if (plan.FailedCalls == 0)
                break;
            kills++;
            plan.Clear();
            await service.KillAsync();
            violations.AddRange(await FindPartialAsync(folder.Path, chunk));
            await service.StartAsync();
            (await client.CompleteAsync(nth)).EnsureSuccessStatusCode();
            await Polling.UntilAsync(
                () => Files(folder.Path, nth).Length == 1, Timeout, $"the call is assembled after the kill at system call {nth}");
            violations.AddRange(await FindPartialAsync(folder.Path, chunk));
        }

        plan.Clear();
        var result = await new HistoryChecker(client).CheckAsync(history);
        await TestContext.Out.WriteLineAsync($"{kills} kills between complete and download, {violations.Count} partial files. {result}");
        Assert.That(kills, Is.Positive);
        Assert.That(violations.Concat(result.Violations), Is.Empty);
    }

    private static async Task CompleteAndDownloadAsync(HttpClient client, long chat)
    {
        try
        {
            await client.CompleteAsync(chat);
            await client.GetDownloadUrlAsync(chat);
        }
        catch (HttpRequestException)
        {
            // The plan killed the service.
        }
    }

    private static async Task<IEnumerable<string>> FindPartialAsync(string dataDirectory, TestChunk chunk)
    {
        var expected = ExpectedRecording.Hash(ExpectedRecording.Create([chunk]));
        var partial = new List<string>();
        foreach (var file in Files(dataDirectory, chunk.Chat))
        {
            if (ExpectedRecording.Hash(await File.ReadAllBytesAsync(file)) != expected)
                partial.Add(file);
        }

        return partial;
    }

    private static string[] Files(string dataDirectory, long chat) =>
    [
        .. Directory.GetFiles(Path.Combine(dataDirectory, "objects"), "recording-*.wav", SearchOption.AllDirectories)
            .Where(file => file.Contains($"/chats/{chat}/", StringComparison.Ordinal)),
    ];
}
