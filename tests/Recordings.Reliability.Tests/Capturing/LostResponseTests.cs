using System.Net;
using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Capturing;

/// <summary>The service stores a chunk, its answer is lost, and the client sends the chunk again.</summary>
internal sealed class LostResponseTests
{
    [Test]
    public async Task Chunk_SentAgainAfterALostAnswer_IsStoredOnce()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        await using var proxy = new TcpProxy(service.Address);
        using var client = workspace.CreateClient(service.Address);
        using var cutClient = workspace.CreateClient(proxy.Address);
        var chunk = new TestChunk(1, "caller", 0);
        var history = new History();
        await client.OpenAsync(1);
        proxy.Set(new Outage.CutAfter(0, Reset: true));

        history.AddSent(chunk);
        Assert.That(async () => await cutClient.StoreAsync(chunk), Throws.InstanceOf<HttpRequestException>());
        using var again = await client.StoreAsync(chunk);
        history.AddAcknowledged(chunk);
        var result = await new HistoryChecker(client).CheckAsync(history);

        Assert.That(proxy.Broken, Is.EqualTo(1));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(result.Violations, Is.Empty);
        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        Assert.That(files.Where(file => file.Contains("/chunks/", StringComparison.Ordinal)), Has.Exactly(1).Items);
    }
}
