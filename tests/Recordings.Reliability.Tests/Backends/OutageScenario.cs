using System.Collections.Concurrent;
using System.Net;
using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Backends;

/// <summary>One outage while clients play, link and capture calls; afterwards everything must work again without help.</summary>
internal sealed class OutageScenario
{
    /// <summary>
    /// 16 chunks of 1 MB. The kernel buffers up to 4 MB of a paused reader's connection, and the service reads a few windows ahead.
    /// </summary>
    private const int LargeChunks = 16;
    private const int LargeFrames = 500_000;

    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private readonly History _history = new();
    private readonly ProxiedService _service;
    private readonly TestCall _live = TestCall.Dense(1, LargeChunks, LargeFrames);
    private readonly TestCall _assembled = TestCall.Dense(2, LargeChunks, LargeFrames);
    private TimeSpan _slowestRecovery;
    private long _lastChat = 2;
    private int _lastSequence;

    private OutageScenario(ProxiedService service) => _service = service;

    private HttpClient Client => _service.Client;

    /// <summary>Captures one call that is rendered live and one call that is assembled.</summary>
    public static async Task<OutageScenario> PrepareAsync(ProxiedService service)
    {
        var scenario = new OutageScenario(service);
        await scenario._live.CaptureAsync(service.Client);
        await scenario._assembled.CaptureAsync(service.Client);
        await Polling.UntilAsync(
            async () => await service.Client.FollowLinkAsync(scenario._assembled) == Outcome.Correct,
            ProxiedService.Timeout,
            "one call is assembled");
        return scenario;
    }

    /// <summary>No byte of the backend's answers reaches the service.</summary>
    public static bool IsTotal(Outage outage) =>
        outage is Outage.Away or Outage.BlackHole or Outage.Says or Outage.CutAfter { Bytes: < 100 } or Outage.CutRequestsAfter { Bytes: 0 };

    /// <param name="proxy">The proxy in front of the backend that fails.</param>
    /// <param name="createCall">Creates a call that is captured before the outage and first linked during it.</param>
    public async Task<OutageOutcomes> RunAsync(TcpProxy proxy, Outage outage, Func<long, TestCall> createCall)
    {
        var fresh = createCall(++_lastChat);
        await fresh.CaptureAsync(Client);
        var chunk = new TestChunk(_live.Chat + 100_000, "caller", ++_lastSequence, Frames: 50_000);
        using var opened = await Client.OpenAsync(chunk.Chat);
        var started = new CountdownEvent(2);
        var failing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inProgress = new[] { _live, _assembled }.Select(call => Client.PlayAsync(call, () => Pause(started, failing.Task))).ToArray();
        var bothStarted = await Task.Run(() => started.Wait(ProxiedService.Timeout));

        proxy.Set(outage);
        failing.SetResult();
        if (!bothStarted)
            Assert.Fail($"Both calls must be readable before the outage: {string.Join(", ", await Task.WhenAll(inProgress))}");
        var reads = Task.WhenAll(Client.PlayAsync(_live), Client.PlayAsync(_assembled));
        var writes = Task.WhenAll(Client.FollowLinkAsync(fresh), Client.StoreAndRecordAsync(chunk, _history));
        var readiness = await Readiness.GetAsync(_service.Process);
        var outcomes = new OutageOutcomes(await Task.WhenAll(inProgress), await reads, await writes, readiness);

        proxy.Set(new Outage.None());
        var recovered = await Polling.UntilAsync(() => WorksAsync(fresh, chunk), ProxiedService.Recovery, "everything works again");
        _slowestRecovery = recovered > _slowestRecovery ? recovered : _slowestRecovery;
        foreach (var outcome in outcomes.InProgress.Concat(outcomes.NewRequests))
            _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);
        return outcomes;
    }

    /// <summary>The outcomes of all runs, for the test's output.</summary>
    public override string ToString() =>
        $"{string.Join(", ", _outcomes.OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Value} x {outcome.Key}"))}; "
        + $"recovered within {_slowestRecovery.TotalMilliseconds:0} ms.";

    private static void Pause(CountdownEvent started, Task until)
    {
        started.Signal();
        until.Wait();
    }

    private async Task<bool> WorksAsync(TestCall fresh, TestChunk chunk)
    {
        string[] outcomes = [
            await Client.FollowLinkAsync(fresh), await Client.PlayAsync(fresh), await Client.StoreAndRecordAsync(chunk, _history),
            await Client.PlayAsync(_live), await Client.PlayAsync(_assembled)];
        return outcomes.All(outcome => outcome == Outcome.Correct)
            && (await Readiness.GetAsync(_service.Process)).Status is HttpStatusCode.OK;
    }
}

/// <param name="InProgress">Two readings that started before the outage.</param>
/// <param name="Reads">Two readings that started during the outage.</param>
/// <param name="Writes">A first link, which needs an assembly, and a new chunk.</param>
internal sealed record OutageOutcomes(string[] InProgress, string[] Reads, string[] Writes, Readiness Readiness)
{
    public IEnumerable<string> NewRequests => Reads.Concat(Writes);
}
