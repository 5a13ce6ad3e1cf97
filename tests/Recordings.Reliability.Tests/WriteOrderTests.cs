using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Faults;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>Write aside, sync the file, rename, sync the folder, commit the row, answer: seen from outside, in this order.</summary>
[NeedsStrace]
internal sealed class WriteOrderTests
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Chunk_WhenAcknowledged_WasDurableBefore()
    {
        using var folder = new TemporaryFolder();
        using var traces = new TemporaryFolder();
        var log = Path.Combine(traces.Path, "calls");
        var settings = ServiceSettings.Embedded(folder.Path);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings, SystemCallLog.Command(log));
        using var client = tenant.CreateClient(service.Address);
        await client.OpenAsync(1);
        await client.StoreAsync(new SpokenChunk(1, "caller", 0));

        using var answer = await client.StoreAsync(new SpokenChunk(1, "caller", 1));
        service.AskToStop();
        await service.WaitForEndAsync(StopPatience);

        answer.EnsureSuccessStatusCode();
        var calls = await SystemCallLog.ReadAsync(log);
        var renamed = calls.Last(call => call.Name == "rename" && call.Text.Contains("/staging/", StringComparison.Ordinal));
        var (aside, place) = (renamed.Paths[0], renamed.Paths[1]);
        SystemCall[] order =
        [
            calls.First(call => call.Name == "pwrite64" && call.IsAbout(aside)),
            calls.Last(call => call.Name == "fsync" && call.IsAbout(aside)),
            renamed,
            calls.First(call => call.Name == "fsync" && call.IsAbout(Path.GetDirectoryName(place)!) && call.Start > renamed.End),
            calls.First(call => call.Name == "fsync" && call.IsAbout(Path.Combine(folder.Path, "recordings.db-wal")) && call.Start > renamed.End),
            calls.Last(call => call.Text.Contains("201 Created", StringComparison.Ordinal)),
        ];

        Assert.That(order.Zip(order.Skip(1)).Where(pair => pair.First.End >= pair.Second.Start), Is.Empty);
    }
}
