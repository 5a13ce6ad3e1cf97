using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Faults;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Capturing;

/// <summary>The system calls for a chunk, in order: write a staged file, sync, rename, sync the folder, commit the row, answer.</summary>
[RequiresStrace]
internal sealed class WriteOrderTests
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Chunk_Stored_IsDurableBeforeTheAnswer()
    {
        using var folder = new TemporaryFolder();
        using var traces = new TemporaryFolder();
        var log = Path.Combine(traces.Path, "calls");
        var settings = ServiceSettings.Embedded(folder.Path);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings, SystemCallLog.StraceCommand(log));
        using var client = workspace.CreateClient(service.Address);
        await client.OpenAsync(1);
        await client.StoreAsync(new TestChunk(1, "caller", 0));

        using var answer = await client.StoreAsync(new TestChunk(1, "caller", 1));
        service.Terminate();
        await service.WaitForExitAsync(StopTimeout);

        answer.EnsureSuccessStatusCode();
        var calls = await SystemCallLog.ReadAsync(log);
        var renamed = calls.Last(call => call.Name == "rename" && call.Text.Contains("/staging/", StringComparison.Ordinal));
        var (staged, target) = (renamed.Paths[0], renamed.Paths[1]);
        var database = Path.Combine(folder.Path, "recordings.db-wal");
        SystemCall[] order =
        [
            calls.First(call => call.Name == "pwrite64" && call.HasDescriptorOf(staged)),
            calls.Last(call => call.Name == "fsync" && call.HasDescriptorOf(staged)),
            renamed,
            calls.First(call => call.Name == "fsync" && call.HasDescriptorOf(Path.GetDirectoryName(target)!) && call.Start > renamed.End),
            calls.First(call => call.Name == "fsync" && call.HasDescriptorOf(database) && call.Start > renamed.End),
            calls.Last(call => call.Text.Contains("201 Created", StringComparison.Ordinal)),
        ];

        Assert.That(order.Zip(order.Skip(1)).Where(pair => pair.First.End >= pair.Second.Start), Is.Empty);
    }
}
