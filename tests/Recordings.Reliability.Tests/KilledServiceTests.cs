using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>What was acknowledged survives kill -9, whenever it comes.</summary>
internal sealed class KilledServiceTests
{
    private static readonly TimeSpan LoadPatience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task AcknowledgedChunks_KilledUnderConcurrentCapture_AreAllThere()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);

        await KillAsync(service, tenant, Amount.Of("RECORDINGS_TRUST_KILLS", 15));
    }

    [Test]
    [NeedsServers]
    public async Task AcknowledgedChunks_KilledOverDatabaseAndBucket_AreAllThere()
    {
        await using var backends = await SharedBackends.CreateAsync();
        var (tenant, service) = await backends.StartWithTenantAsync();
        await using var ending = service;

        await KillAsync(service, tenant, Amount.Of("RECORDINGS_TRUST_KILLS", 15) / 5);

        Assert.That(
            await backends.Database.CountAsync("SELECT count(*) FROM chats c WHERE chunk_count <> (SELECT count(*) FROM chunks k WHERE k.chat = c.id)"), Is.Zero);
    }

    private static async Task KillAsync(ServiceProcess service, Tenant tenant, int kills)
    {
        using var client = tenant.CreateClient(service.Address);
        var history = new History();

        for (var kill = 0; kill < kills; kill++)
        {
            using var stop = new CancellationTokenSource();
            var load = new CaptureLoad(client, history).RunAsync(1 + (10 * kill), stop.Token);
            var enough = history.AcknowledgedCount + Random.Shared.Next(1, 60);
            await Until.TrueAsync(() => history.AcknowledgedCount >= enough, LoadPatience, "chunks are acknowledged");
            await service.KillAsync();
            await stop.CancelAsync();
            await load;
            await service.StartAsync();
        }

        var findings = await new HistoryChecker(client).CheckAsync(history);
        await TestContext.Out.WriteLineAsync($"{kills} kills: {findings}");
        Assert.That(findings.Broken, Is.Empty);
    }
}
