using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Faults;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>
/// Killed at one system call after another from the end of the call on: no partial object is ever visible, and the next
/// start assembles what was left without being asked.
/// </summary>
[NeedsCompiler]
internal sealed class KilledAssemblyTests
{
    private const SystemCalls Changing =
        SystemCalls.Write | SystemCalls.Sync | SystemCalls.Rename | SystemCalls.OpenForWriting | SystemCalls.MakeFolder | SystemCalls.Remove;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Assembly_KilledAnywhere_IsTakenUpAgain()
    {
        var most = Amount.Of("RECORDINGS_TRUST_ASSEMBLY_KILLS", 6);
        using var folder = new TemporaryFolder();
        using var plan = new FaultPlan();
        var settings = ServiceSettings.Embedded(folder.Path);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(plan.Below(folder.Path, settings));
        using var client = tenant.CreateClient(service.Address);
        var (history, broken, kills) = (new History(), new List<string>(), 0);
        var step = most > 50 ? 1 : 4;

        for (var nth = 1; kills < most; nth += step)
        {
            var chunk = new SpokenChunk(nth, "caller", 0, Frames: 100_000);
            history.Intend(chunk);
            await client.OpenAsync(nth);
            (await client.StoreAsync(chunk)).EnsureSuccessStatusCode();
            history.Acknowledge(chunk);

            plan.Set(Changing, Fault.Kill, nth);
            await CompleteAndDownloadAsync(client, nth);
            if (plan.Fired == 0)
                break;
            kills++;
            plan.Clear();
            await service.KillAsync();
            broken.AddRange(await FindPartialAsync(folder.Path, chunk));
            await service.StartAsync();
            (await client.CompleteAsync(nth)).EnsureSuccessStatusCode();
            await Until.TrueAsync(() => Files(folder.Path, nth).Length == 1, Patience, $"the call killed at its {nth}th call is assembled");
            broken.AddRange(await FindPartialAsync(folder.Path, chunk));
        }

        plan.Clear();
        var findings = await new HistoryChecker(client).CheckAsync(history);
        await TestContext.Out.WriteLineAsync($"{kills} kills between complete and download, {broken.Count} partial files. {findings}");
        Assert.That(kills, Is.Positive);
        Assert.That(broken.Concat(findings.Broken), Is.Empty);
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
            // Killed as planned.
        }
    }

    private static async Task<IEnumerable<string>> FindPartialAsync(string dataDirectory, SpokenChunk chunk)
    {
        var expected = ExpectedRecording.HashOf(ExpectedRecording.Of([chunk]));
        var partial = new List<string>();
        foreach (var file in Files(dataDirectory, chunk.Chat))
        {
            if (ExpectedRecording.HashOf(await File.ReadAllBytesAsync(file)) != expected)
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
