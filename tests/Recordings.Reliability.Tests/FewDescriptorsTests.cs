using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>
/// More clients than the process may have descriptors. The runtime alone holds about 300, two for every assembly it loads:
/// with fewer than that nothing written for it starts.
/// </summary>
[NeedsLimits]
internal sealed class FewDescriptorsTests
{
    private const int Clients = 400;
    private const int Descriptors = 550;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [Test]
    public async Task Capture_DescriptorsUsedUp_IsRefusedAndRecovers()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings, "prlimit", $"--nofile={Descriptors}");
        var history = new History();
        using (var first = tenant.CreateClient(service.Address))
            await new CallFlow(first, history, 1).RunAsync();

        var clients = Enumerable.Range(0, Clients).Select(_ => tenant.CreateClient(service.Address)).ToArray();
        var answers = await Task.WhenAll(clients.Select((client, number) => StoreAsync(client, history, number)));
        foreach (var client in clients)
            client.Dispose();

        using var later = tenant.CreateClient(service.Address);
        var recovered = await Until.TrueAsync(async () => await StoreAsync(later, history, Clients) == "201 ", Recovery, "chunks are taken again");
        var findings = await new HistoryChecker(later).CheckAsync(history);

        var counts = answers.GroupBy(answer => answer).ToDictionary(group => group.Key, group => group.Count());
        await TestContext.Out.WriteLineAsync(
            $"{Clients} clients, {Descriptors} descriptors: {string.Join(", ", counts.Select(one => $"{one.Value} × {one.Key}"))}; back after {recovered.TotalMilliseconds:0} ms. {findings}");
        Assert.That(counts.Keys, Is.SubsetOf(new[] { "201 ", "503 storage_unavailable", "503 database_unavailable", "refused" }));
        Assert.That(service.IsAlive, Is.True);
        Assert.That(findings.Broken, Is.Empty);
    }

    private static async Task<string> StoreAsync(HttpClient client, History history, int sequence)
    {
        var chunk = new SpokenChunk(1, "late", sequence);
        history.Intend(chunk);
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            using var answer = await client.StoreAsync(chunk, patience.Token);
            if (answer.IsSuccessStatusCode)
                history.Acknowledge(chunk);
            return $"{(int)answer.StatusCode} {await answer.FieldAsync("code")}";
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            return "refused";
        }
    }
}
