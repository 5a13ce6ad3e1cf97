using System.Net;
using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>Another process holds the embedded database: writers are told to come back, readers notice nothing.</summary>
internal sealed class LockedDatabaseTests
{
    private const int Writers = 4;
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [Test]
    public async Task Capture_DatabaseLocked_IsRefusedAndRecovers()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var client = tenant.CreateClient(service.Address);
        var history = new History();
        var flow = new CallFlow(client, history, 1);
        await flow.RunAsync();
        await client.OpenAsync(2);

        List<string> refusals;
        HttpStatusCode audio;
        using (var database = new EmbeddedDatabase(folder.Path))
        using (database.Lock())
        {
            var writers = Enumerable.Range(0, Writers).Select(number => StoreAsync(client, history, number)).ToArray();
            audio = (await client.GetAudioAsync(1)).StatusCode;
            refusals = [.. await Task.WhenAll(writers)];
        }

        var recovered = await Until.TrueAsync(async () => await StoreAsync(client, history, Writers) == "201 ", Recovery, "chunks are taken again");
        var findings = await new HistoryChecker(client).CheckAsync(history);

        await TestContext.Out.WriteLineAsync($"Locked: {Writers} writers refused; back after {recovered.TotalMilliseconds:0} ms. {findings}");
        Assert.That(refusals, Is.All.EqualTo("503 database_unavailable"));
        Assert.That(audio, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(findings.Broken, Is.Empty);
    }

    private static async Task<string> StoreAsync(HttpClient client, History history, int sequence)
    {
        var chunk = new SpokenChunk(2, "caller", sequence);
        history.Intend(chunk);
        using var answer = await client.StoreAsync(chunk);
        if (answer.IsSuccessStatusCode)
            history.Acknowledge(chunk);
        return $"{(int)answer.StatusCode} {await answer.FieldAsync("code")}";
    }
}
