using System.Diagnostics;
using System.Globalization;
using Recordings.Trust.Tests.Capturing;
using Recordings.Trust.Tests.Needs;
using Recordings.Trust.Tests.Running;

namespace Recordings.Trust.Tests;

/// <summary>
/// More clients than the process may have descriptors. The runtime alone holds two for every assembly it loads, about 300,
/// so the limit is set above those once the service runs, not before its start.
/// </summary>
[NeedsLimits]
internal sealed class FewDescriptorsTests
{
    private const int Clients = 400;
    private const int SpareDescriptors = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [Test]
    public async Task Capture_DescriptorsUsedUp_IsRefusedAndRecovers()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        var history = new History();
        using (var first = tenant.CreateClient(service.Address))
            await new CallFlow(first, history, 1).RunAsync();
        await LimitDescriptorsAsync(service.Id);

        var clients = Enumerable.Range(0, Clients).Select(_ => tenant.CreateClient(service.Address)).ToArray();
        var answers = await Task.WhenAll(clients.Select((client, number) => StoreAsync(client, history, number)));
        foreach (var client in clients)
            client.Dispose();

        using var later = tenant.CreateClient(service.Address);
        var recovered = await Until.TrueAsync(async () => await StoreAsync(later, history, Clients) == "201 ", Recovery, "chunks are taken again");
        var findings = await new HistoryChecker(later).CheckAsync(history);

        var counts = answers.GroupBy(answer => answer).ToDictionary(group => group.Key, group => group.Count());
        await TestContext.Out.WriteLineAsync(
            $"{Clients} clients, {SpareDescriptors} descriptors: {string.Join(", ", counts.Select(one => $"{one.Value} × {one.Key}"))}; back after {recovered.TotalMilliseconds:0} ms. {findings}");
        Assert.That(counts.Keys, Is.SubsetOf(new[] { "201 ", "503 storage_unavailable", "503 database_unavailable", "refused" }));
        Assert.That(findings.Broken, Is.Empty);
    }

    private static async Task LimitDescriptorsAsync(int process)
    {
        var limit = Directory.GetFiles($"/proc/{process}/fd").Length + SpareDescriptors;
        using var prlimit = Process.Start("prlimit", ["--pid", process.ToString(CultureInfo.InvariantCulture), $"--nofile={limit}:{limit}"]);
        await prlimit.WaitForExitAsync();
        Assert.That(prlimit.ExitCode, Is.Zero);
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
