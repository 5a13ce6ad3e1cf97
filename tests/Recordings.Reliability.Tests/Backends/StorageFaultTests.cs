using System.Net;
using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Backends;

/// <summary>
/// The network between the service and its bucket fails in many ways and after many numbers of bytes. A client gets the correct
/// bytes, a 503, or, once bytes were sent, a broken connection.
/// </summary>
[RequiresServers]
internal sealed class StorageFaultTests : OutageTests
{
    private static IEnumerable<TestCaseData> Outages() =>
    [
        Case("unreachable", new Outage.Away()),
        Case("no answer", new Outage.BlackHole()),
        Case("503", new Outage.Says("HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
        Case("reset before the answer", new Outage.CutAfter(0, Reset: true)),
        Case("ends within the headers", new Outage.CutAfter(100, Reset: false)),
        Case("reset after the headers", new Outage.CutAfter(700, Reset: true)),
        Case("ends after 5,000 bytes", new Outage.CutAfter(5_000, Reset: false)),
        Case("reset after 70,000 bytes", new Outage.CutAfter(70_000, Reset: true)),
        Case("ends after 300,000 bytes", new Outage.CutAfter(300_000, Reset: false)),
        Case("reset at the first request byte", new Outage.CutRequestsAfter(0)),
        Case("reset within a chunk's upload", new Outage.CutRequestsAfter(20_000)),
        Case("reset within a part's upload", new Outage.CutRequestsAfter(5_000_000)),
        Case("too slow", new Outage.Slow(TimeSpan.FromMilliseconds(100), PieceBytes: 10)),
        Case("slow", new Outage.Slow(TimeSpan.FromMilliseconds(2), PieceBytes: 64 * 1024)),
    ];

    [TestCaseSource(nameof(Outages))]
    public async Task Service_StorageFails_GivesCorrectBytesOrFails(object outage)
    {
        var outcomes = await Scenario.RunAsync(Service.Store, (Outage)outage, TestCall.Long);

        Assert.That(outcomes.Reads, Is.All.AnyOf(Outcome.Correct, ProxiedService.StorageUnavailable, Outcome.BrokenConnection));
        Assert.That(outcomes.Writes, Is.All.AnyOf(Outcome.Correct, ProxiedService.StorageUnavailable));
        Assert.That(outcomes.InProgress, Is.All.AnyOf(Outcome.Correct, Outcome.BrokenConnection));
        if (OutageScenario.IsTotal((Outage)outage))
        {
            Assert.That(outcomes.NewRequests, Is.All.EqualTo(ProxiedService.StorageUnavailable));
            Assert.That(outcomes.InProgress, Is.All.EqualTo(Outcome.BrokenConnection));
            Assert.That(outcomes.Readiness, Is.EqualTo(new Readiness(HttpStatusCode.ServiceUnavailable, Database: true, Storage: false)));
        }
    }
}
