using System.Net;
using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>The chunk was stored, the answer never arrived, the client sends again.</summary>
internal sealed class LostAnswerTests
{
    [Test]
    public async Task Chunk_AnswerLostAndSentAgain_IsStoredOnce()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        await using var proxy = new TcpProxy(service.Address);
        using var client = tenant.CreateClient(service.Address);
        using var deaf = tenant.CreateClient(proxy.Address);
        var chunk = new SpokenChunk(1, "caller", 0);
        var history = new History();
        await client.OpenAsync(1);
        proxy.Set(new Outage.CutAfter(0, Reset: true));

        history.Intend(chunk);
        Assert.That(async () => await deaf.StoreAsync(chunk), Throws.InstanceOf<HttpRequestException>());
        using var again = await client.StoreAsync(chunk);
        history.Acknowledge(chunk);
        var findings = await new HistoryChecker(client).CheckAsync(history);

        Assert.That(proxy.Broken, Is.EqualTo(1));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(findings.Broken, Is.Empty);
        Assert.That(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Count(file => file.Contains("/chunks/", StringComparison.Ordinal)), Is.EqualTo(1));
    }
}
