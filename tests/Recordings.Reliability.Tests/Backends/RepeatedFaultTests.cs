using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Backends;

/// <summary>Outages of both backends, one after the other, while clients capture one call.</summary>
[RequiresServers]
internal sealed class RepeatedFaultTests
{
    private const long Chat = 1;

    /// <summary>If the service's own retry succeeds, clients see few failures. Broken connections then show the outage.</summary>
    private const int MinBrokenConnections = 20;

    [Test]
    public async Task Capture_BothBackendsFailRepeatedly_StoresEachChunkOnce()
    {
        await using var service = await ProxiedService.StartAsync();
        var (history, isRunning, faults) = (new History(), true, 0);
        using var opened = await service.Client.OpenAsync(Chat);
        var load = new RetryingLoad(service.Client, history);
        var capturing = load.RunAsync(Chat, () => Volatile.Read(ref isRunning));
        foreach (var (proxy, outage) in Outages(service.Store, service.Database))
        {
            var failures = load.FailureCount;
            proxy.Set(outage);
            await Polling.UntilAsync(
                () => load.FailureCount > failures + 3 || proxy.Broken > MinBrokenConnections,
                ProxiedService.Timeout,
                $"{outage} has an effect");
            proxy.Set(new Outage.None());
            var acknowledged = history.AcknowledgedCount;
            await Polling.UntilAsync(
                () => history.AcknowledgedCount > acknowledged + 6, ProxiedService.Recovery, "chunks are accepted again");
            faults++;
        }

        Volatile.Write(ref isRunning, false);
        await capturing;
        var rows = await service.Backends.Database.CountAsync(
            $"SELECT count(*) FROM chunks k JOIN chats c ON c.id = k.chat WHERE c.chat_id = {Chat}");
        var result = await new HistoryChecker(service.Client).CheckAsync(history);

        await TestContext.Out.WriteLineAsync($"{faults} faults, {load.DescribeFailures()}. {result}");
        Assert.That(load.Failures.Keys, Is.All.AnyOf(ProxiedService.StorageUnavailable, ProxiedService.DatabaseUnavailable));
        Assert.That(result.Violations, Is.Empty);
        Assert.That(rows, Is.EqualTo(history.AcknowledgedCount));
    }

    /// <summary>Each backend sends about 1,000 bytes of answers for a chunk. The different lengths interrupt different steps.</summary>
    private static IEnumerable<(TcpProxy Proxy, Outage Outage)> Outages(TcpProxy store, TcpProxy database) =>
    [
        (store, new Outage.Away()),
        (database, new Outage.Away()),
        (store, new Outage.BlackHole()),
        (database, new Outage.BlackHole()),
        .. ((long[])[0, 200, 400]).Select(bytes => (store, (Outage)new Outage.CutAfter(bytes, Reset: bytes > 0))),
        .. ((long[])[0, 700, 1_500]).Select(bytes => (store, (Outage)new Outage.CutRequestsAfter(bytes))),
        .. ((long[])[350, 450, 600, 800]).Select(bytes => (database, (Outage)new Outage.CutAfter(bytes, Reset: bytes % 100 == 0))),
        .. ((long[])[200, 400, 800, 1_200]).Select(bytes => (database, (Outage)new Outage.CutRequestsAfter(bytes))),
    ];
}
