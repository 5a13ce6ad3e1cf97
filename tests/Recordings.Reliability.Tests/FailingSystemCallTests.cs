using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Faults;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>
/// Each system call on the data folder, from the opening of a call to its download, fails once: the n-th, for n = 1, 2, 3 …
/// until a run passes untouched.
/// </summary>
[NeedsCompiler]
internal sealed class FailingSystemCallTests
{
    private static readonly int MostCalls = Amount.Of("RECORDINGS_TRUST_SWEEP", 60);

    [TestCase(SystemCalls.Sync, Fault.InputOutput)]
    [TestCase(SystemCalls.Write, Fault.InputOutput)]
    [TestCase(SystemCalls.Write, Fault.NoSpace)]
    [TestCase(SystemCalls.Open, Fault.InputOutput)]
    [TestCase(SystemCalls.Open, Fault.TooManyOpenFiles)]
    [TestCase(SystemCalls.Rename, Fault.InputOutput)]
    [TestCase(SystemCalls.Read, Fault.InputOutput)]
    [TestCase(SystemCalls.MakeFolder | SystemCalls.Remove | SystemCalls.Truncate, Fault.InputOutput)]
    public async Task CaptureToDownload_OneCallFails_EndsWholeOrIsClearlyRefused(SystemCalls calls, Fault fault)
    {
        using var folder = new TemporaryFolder();
        using var plan = new FaultPlan();
        var settings = ServiceSettings.Embedded(folder.Path);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(plan.Below(folder.Path, settings));
        using var client = tenant.CreateClient(service.Address);
        var history = new History();
        var broken = new List<string>();
        var (failed, refused) = (0, 0);

        for (var nth = 0; nth <= MostCalls; nth++)
        {
            // The first run, untouched, loads what is loaded once.
            if (nth > 0)
                plan.Set(calls, fault, nth);
            var flow = new CallFlow(client, history, 1 + nth);
            await flow.RunAsync();
            plan.Clear();
            broken.AddRange(flow.Faults.Select(line => $"{nth}th {calls} ({plan.LastPath}): {line}"));
            refused += flow.Refusals;
            if (nth > 0 && plan.Fired == 0)
                break;
            failed += plan.Fired;
        }

        var live = await new HistoryChecker(client).CheckAsync(history);
        await service.KillAsync();
        await service.StartAsync();
        var restarted = await new HistoryChecker(client).CheckAsync(history);
        await service.KillAsync();

        await TestContext.Out.WriteLineAsync($"{calls} = {fault}: {failed} failed calls, {refused} requests refused. {restarted}");
        Assert.That(broken.Concat(live.Broken).Concat(restarted.Broken), Is.Empty);
        Assert.That(failed, Is.Positive);
        Assert.That(EmbeddedDatabase.CheckIntegrity(folder.Path), Is.EqualTo("ok"));
    }

    [Test]
    public async Task Chunk_AnySyncFails_IsNeverAcknowledged()
    {
        using var folder = new TemporaryFolder();
        using var plan = new FaultPlan();
        var settings = ServiceSettings.Embedded(folder.Path);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(plan.Below(folder.Path, settings));
        using var client = tenant.CreateClient(service.Address);
        var (failed, falselyAcknowledged) = (0, new List<string>());

        for (var (nth, fired) = (1, true); fired; nth++)
        {
            await client.OpenAsync(nth);
            plan.Set(SystemCalls.Sync, Fault.InputOutput, nth);
            using var answer = await client.StoreAsync(new SpokenChunk(nth, "caller", 0));
            fired = plan.Fired > 0;
            plan.Clear();
            failed += fired ? 1 : 0;
            if (fired && answer.IsSuccessStatusCode)
                falselyAcknowledged.Add(plan.LastPath);
        }

        await TestContext.Out.WriteLineAsync($"{failed} failed syncs, {falselyAcknowledged.Count} acknowledged nevertheless.");
        Assert.That(falselyAcknowledged, Is.Empty);
        Assert.That(failed, Is.GreaterThanOrEqualTo(3), "The file, its folder and the database are synced.");
    }
}
