using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Processes;

/// <summary>
/// The process may have 550 descriptors and gets 400 clients. The .NET runtime alone needs about 300, two for each assembly
/// that it loads; no .NET program starts with less.
/// </summary>
[RequiresPrlimit]
internal sealed class DescriptorLimitTests
{
    private const int Clients = 400;
    private const int Descriptors = 550;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [Test]
    public async Task Capture_DescriptorsUsedUp_FailsAndRecovers()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings, "prlimit", $"--nofile={Descriptors}");
        var history = new History();
        using (var first = workspace.CreateClient(service.Address))
            await new CallFlow(first, history, 1).RunAsync();

        var clients = Enumerable.Range(0, Clients).Select(_ => workspace.CreateClient(service.Address)).ToArray();
        var answers = await Task.WhenAll(clients.Select((client, number) => StoreAsync(client, history, number)));
        foreach (var client in clients)
            client.Dispose();

        using var later = workspace.CreateClient(service.Address);
        var recovered = await Polling.UntilAsync(
            async () => await StoreAsync(later, history, Clients) == "201 ", Recovery, "chunks are accepted again");
        var result = await new HistoryChecker(later).CheckAsync(history);

        var counts = answers.GroupBy(answer => answer).ToDictionary(group => group.Key, group => group.Count());
        await TestContext.Out.WriteLineAsync(
            $"{Clients} clients, {Descriptors} descriptors: {string.Join(", ", counts.Select(count => $"{count.Value} × {count.Key}"))}; "
            + $"recovered after {recovered.TotalMilliseconds:0} ms. {result}");
        Assert.That(counts.Keys, Is.SubsetOf(new[] { "201 ", "503 storage_unavailable", "503 database_unavailable", "no answer" }));
        Assert.That(service.IsAlive, Is.True);
        Assert.That(result.Violations, Is.Empty);
    }

    private static async Task<string> StoreAsync(HttpClient client, History history, int sequence)
    {
        var chunk = new TestChunk(1, "late", sequence);
        history.AddSent(chunk);
        try
        {
            using var timeout = new CancellationTokenSource(Timeout);
            using var answer = await client.StoreAsync(chunk, timeout.Token);
            if (answer.IsSuccessStatusCode)
                history.AddAcknowledged(chunk);
            return $"{(int)answer.StatusCode} {await answer.ReadFieldAsync("code")}";
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return "no answer";
        }
    }
}
