using System.Collections.Concurrent;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Processes;

/// <summary>SIGKILL at random moments of reading: the log has the beginning of each read that sent anything.</summary>
internal sealed class KilledReadTests
{
    private const int Readers = 12;
    private static readonly TimeSpan LoadTimeout = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Reads_ServiceKilled_AreAllInTheAudit()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path).With("Logging:LogLevel:Default", "Information");
        var workspace = await TestWorkspace.CreateAsync(settings);
        var kills = RepeatCount.From("RECORDINGS_TRUST_KILLS", 20);
        var (reads, missing) = (0, new List<string>());

        for (var kill = 0; kill < kills; kill++)
        {
            await using var service = await PausedLog.StartAsync(settings);
            using var client = workspace.CreateClient(service.Address);
            var link = await RecordAsync(client);
            var begun = new ConcurrentQueue<string>();
            var readers = Enumerable.Range(0, Readers)
                .Select(reader => ReadUntilKilledAsync(client, reader % 2 == 0 ? "1/audio.wav" : link, begun))
                .ToArray();
            var target = Random.Shared.Next(1, 200);
            await Polling.UntilAsync(() => begun.Count >= target, LoadTimeout, "audio is read");
            await service.KillAsync();
            await Task.WhenAll(readers);

            var recorded = service.FindAudit("Outcome", "Begun").Select(line => line.GetProperty("RequestId").GetString()!).ToHashSet();
            reads += begun.Count;
            missing.AddRange(begun.Where(read => !recorded.Contains(read)));
        }

        await TestContext.Out.WriteLineAsync($"{kills} kills, {reads} reads, {missing.Count} without their beginning in the audit.");
        Assert.That(missing, Is.Empty);
    }

    private static async Task<string> RecordAsync(HttpClient client)
    {
        await client.OpenAsync(1);
        await client.StoreAsync(new TestChunk(1, "caller", 0, Frames: 400_000));
        await client.CompleteAsync(1);
        return (await (await client.GetDownloadUrlAsync(1)).ReadFieldAsync("url"))!;
    }

    private static async Task ReadUntilKilledAsync(HttpClient client, string address, ConcurrentQueue<string> begun)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
                begun.Enqueue(answer.Headers.GetValues("X-Request-Id").Single());
                await using var body = await answer.Content.ReadAsStreamAsync();
                while (await body.ReadAsync(buffer) > 0)
                {
                }
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            // The service was killed.
        }
    }
}
