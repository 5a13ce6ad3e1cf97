using System.Net;
using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Backends;

/// <summary>
/// The network between the service and its database fails in many ways and after many numbers of bytes. A client gets the
/// correct bytes or a 503.
/// </summary>
[RequiresServers]
internal sealed class DatabaseFaultTests : OutageTests
{
    private static IEnumerable<TestCaseData> Outages() =>
    [
        Case("unreachable", new Outage.Away()),
        Case("no answer", new Outage.BlackHole()),
        Case("too many connections", new Outage.Says("E\0\0\0\u0019SFATAL\0C53300\0Mfull\0\0")),
        Case("reset before the answer", new Outage.CutAfter(0, Reset: true)),
        Case("ends within the greeting", new Outage.CutAfter(5, Reset: false)),
        Case("ends after 500 bytes", new Outage.CutAfter(500, Reset: false)),
        Case("reset after 900 bytes", new Outage.CutAfter(900, Reset: true)),
        Case("reset after 2,000 bytes", new Outage.CutAfter(2_000, Reset: true)),
        Case("reset at the first request byte", new Outage.CutRequestsAfter(0)),
        Case("reset after 300 bytes of requests", new Outage.CutRequestsAfter(300)),
        Case("reset after 1,000 bytes of requests", new Outage.CutRequestsAfter(1_000)),
        Case("hangs after 1,200 bytes of requests", new Outage.StallRequestsAfter(1_200)),
        Case("slow", new Outage.Slow(TimeSpan.FromMilliseconds(20), PieceBytes: 100)),
    ];

    [TestCaseSource(nameof(Outages))]
    public async Task Service_DatabaseFails_GivesCorrectBytesOrFails(object outage)
    {
        var outcomes = await Scenario.RunAsync(Service.Database, (Outage)outage, TestCall.Short);

        Assert.That(outcomes.NewRequests, Is.All.AnyOf(Outcome.Correct, ProxiedService.DatabaseUnavailable));
        Assert.That(outcomes.InProgress, Is.All.EqualTo(Outcome.Correct), "A reading that has started does not use the database.");
        if (OutageScenario.IsTotal((Outage)outage))
        {
            Assert.That(outcomes.NewRequests, Is.All.EqualTo(ProxiedService.DatabaseUnavailable));
            Assert.That(outcomes.Readiness, Is.EqualTo(new Readiness(HttpStatusCode.ServiceUnavailable, Database: false, Storage: true)));
        }
    }
}
