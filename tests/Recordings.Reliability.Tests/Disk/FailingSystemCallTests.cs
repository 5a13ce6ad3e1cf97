using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Faults;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Disk;

/// <summary>
/// One system call on the data folder fails between the opening of a call and its download: the n-th, for n = 1, 2, 3 … The
/// test ends when a flow needs fewer than n calls.
/// </summary>
[RequiresCompiler]
internal sealed class FailingSystemCallTests
{
    private static readonly int MaxCalls = RepeatCount.From("RECORDINGS_TRUST_SWEEP", 60);

    [TestCase(SystemCallKinds.Sync, Fault.InputOutput)]
    [TestCase(SystemCallKinds.Write, Fault.InputOutput)]
    [TestCase(SystemCallKinds.Write, Fault.NoSpace)]
    [TestCase(SystemCallKinds.Open, Fault.InputOutput)]
    [TestCase(SystemCallKinds.Open, Fault.TooManyOpenFiles)]
    [TestCase(SystemCallKinds.Rename, Fault.InputOutput)]
    [TestCase(SystemCallKinds.Read, Fault.InputOutput)]
    [TestCase(SystemCallKinds.MakeFolder | SystemCallKinds.Remove | SystemCallKinds.Truncate, Fault.InputOutput)]
    public async Task CaptureToDownload_OneSystemCallFails_SucceedsOrFailsClearly(SystemCallKinds calls, Fault fault)
    {
        using var folder = new TemporaryFolder();
        using var plan = new FaultPlan();
        var settings = ServiceSettings.Embedded(folder.Path);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(plan.ApplyTo(settings, folder.Path));
        using var client = workspace.CreateClient(service.Address);
        var history = new History();
        var violations = new List<string>();
        var (failed, failures) = (0, 0);

        for (var nth = 0; nth <= MaxCalls; nth++)
        {
            // The first flow runs without a fault, so that the service loads what it loads only once.
            if (nth > 0)
                plan.Set(calls, fault, nth);
            var flow = new CallFlow(client, history, 1 + nth);
            await flow.RunAsync();
            plan.Clear();
            violations.AddRange(flow.Violations.Select(line => $"{nth}th {calls} ({plan.LastPath}): {line}"));
            failures += flow.Failures;
            if (nth > 0 && plan.FailedCalls == 0)
                break;
            failed += plan.FailedCalls;
        }

        var live = await new HistoryChecker(client).CheckAsync(history);
        await service.KillAsync();
        await service.StartAsync();
        var restarted = await new HistoryChecker(client).CheckAsync(history);
        await service.KillAsync();

        await TestContext.Out.WriteLineAsync($"{calls} = {fault}: {failed} failed calls, {failures} failed requests. {restarted}");
        Assert.That(violations.Concat(live.Violations).Concat(restarted.Violations), Is.Empty);
        Assert.That(failed, Is.Positive);
        Assert.That(EmbeddedDatabase.CheckIntegrity(folder.Path), Is.EqualTo("ok"));
    }

    [Test]
    public async Task Chunk_OneSyncFails_IsNotAcknowledged()
    {
        using var folder = new TemporaryFolder();
        using var plan = new FaultPlan();
        var settings = ServiceSettings.Embedded(folder.Path);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(plan.ApplyTo(settings, folder.Path));
        using var client = workspace.CreateClient(service.Address);
        var (failed, wronglyAcknowledged) = (0, new List<string>());

        for (var (nth, hasFailed) = (1, true); hasFailed; nth++)
        {
            await client.OpenAsync(nth);
            plan.Set(SystemCallKinds.Sync, Fault.InputOutput, nth);
            using var answer = await client.StoreAsync(new TestChunk(nth, "caller", 0));
            hasFailed = plan.FailedCalls > 0;
            plan.Clear();
            failed += hasFailed ? 1 : 0;
            if (hasFailed && answer.IsSuccessStatusCode)
                wronglyAcknowledged.Add(plan.LastPath);
        }

        await TestContext.Out.WriteLineAsync($"{failed} failed syncs, {wronglyAcknowledged.Count} acknowledged.");
        Assert.That(wronglyAcknowledged, Is.Empty);
        Assert.That(failed, Is.GreaterThanOrEqualTo(3), "The service syncs the file, its folder and the database.");
    }
}
