using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Processes;

/// <summary>SIGKILL at random moments of capture: acknowledged chunks must not be lost.</summary>
internal sealed class KilledServiceTests
{
    private static readonly TimeSpan LoadTimeout = TimeSpan.FromSeconds(30);

    [Test]
    public async Task AcknowledgedChunks_ServiceKilled_AreAllThere()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);

        await KillAsync(service, workspace, RepeatCount.From("RECORDINGS_TRUST_KILLS", 15));
    }

    [Test]
    [RequiresServers]
    public async Task AcknowledgedChunks_KilledOnPostgresAndS3_AreAllThere()
    {
        await using var backends = await SharedBackends.CreateAsync();
        var (workspace, service) = await backends.StartWithWorkspaceAsync();
        await using var disposal = service;

        await KillAsync(service, workspace, RepeatCount.From("RECORDINGS_TRUST_KILLS", 15) / 5);

        var wrongCounts = await backends.Database.CountAsync(
            "SELECT count(*) FROM chats c WHERE chunk_count <> (SELECT count(*) FROM chunks k WHERE k.chat = c.id)");
        Assert.That(wrongCounts, Is.Zero);
    }

    private static async Task KillAsync(ServiceProcess service, TestWorkspace workspace, int kills)
    {
        using var client = workspace.CreateClient(service.Address);
        var history = new History();

        for (var kill = 0; kill < kills; kill++)
        {
            using var stop = new CancellationTokenSource();
            var load = new CaptureLoad(client, history).RunAsync(1 + (10 * kill), stop.Token);
            var target = history.AcknowledgedCount + Random.Shared.Next(1, 60);
            await Polling.UntilAsync(() => history.AcknowledgedCount >= target, LoadTimeout, "chunks are acknowledged");
            await service.KillAsync();
            await stop.CancelAsync();
            await load;
            await service.StartAsync();
        }

        var result = await new HistoryChecker(client).CheckAsync(history);
        await TestContext.Out.WriteLineAsync($"{kills} kills: {result}");
        Assert.That(result.Violations, Is.Empty);
    }
}
