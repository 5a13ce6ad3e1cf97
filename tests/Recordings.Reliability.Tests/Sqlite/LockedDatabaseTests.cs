using System.Net;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Sqlite;

/// <summary>Another process locks the embedded database: writers get a 503, readers are not affected.</summary>
internal sealed class LockedDatabaseTests
{
    private const int Writers = 4;
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [Test]
    public async Task Capture_DatabaseLocked_FailsAndRecovers()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var client = workspace.CreateClient(service.Address);
        var history = new History();
        var flow = new CallFlow(client, history, 1);
        await flow.RunAsync();
        await client.OpenAsync(2);

        List<string> failures;
        HttpStatusCode audio;
        using (var database = new EmbeddedDatabase(folder.Path))
        using (database.Lock())
        {
            var writers = Enumerable.Range(0, Writers).Select(number => StoreAsync(client, history, number)).ToArray();
            audio = (await client.GetAudioAsync(1)).StatusCode;
            failures = [.. await Task.WhenAll(writers)];
        }

        var recovered = await Polling.UntilAsync(
            async () => await StoreAsync(client, history, Writers) == "201 ", Recovery, "chunks are accepted again");
        var result = await new HistoryChecker(client).CheckAsync(history);

        await TestContext.Out.WriteLineAsync(
            $"Locked: {Writers} writers failed; recovered after {recovered.TotalMilliseconds:0} ms. {result}");
        Assert.That(failures, Is.All.EqualTo("503 database_unavailable"));
        Assert.That(audio, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(result.Violations, Is.Empty);
    }

    private static async Task<string> StoreAsync(HttpClient client, History history, int sequence)
    {
        var chunk = new TestChunk(2, "caller", sequence);
        history.AddSent(chunk);
        using var answer = await client.StoreAsync(chunk);
        if (answer.IsSuccessStatusCode)
            history.AddAcknowledged(chunk);
        return $"{(int)answer.StatusCode} {await answer.ReadFieldAsync("code")}";
    }
}
