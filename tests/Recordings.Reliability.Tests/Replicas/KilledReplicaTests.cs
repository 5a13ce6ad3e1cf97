using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;

namespace Recordings.Reliability.Tests.Replicas;

/// <summary>SIGKILL to a replica during its assembly. Its connection ends, and with it its lock.</summary>
[RequiresServers]
internal sealed class KilledReplicaTests
{
    private ReplicaPair _replicas = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _replicas = await ReplicaPair.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _replicas.DisposeAsync();

    [SetUp]
    public Task RestoreAsync() => _replicas.RestoreAsync();

    private static IEnumerable<TestCaseData> Moments() =>
    [
        new TestCaseData(new Outage.BlackHole()).SetArgDisplayNames("reading chunks"),
        new TestCaseData(new Outage.StallRequestsAfter(1_000_000)).SetArgDisplayNames("uploading parts"),
    ];

    [TestCaseSource(nameof(Moments))]
    public async Task DownloadUrl_AssemblingReplicaKilled_IsAssembledByAnother(object moment)
    {
        var call = await _replicas.CaptureLongAsync();
        var request = await _replicas.StartAssemblyAsync(call, (Outage)moment);
        Assert.That(await _replicas.Client.FollowLinkAsync(call), Is.EqualTo("503 assembly_in_progress"));

        await _replicas.Holder.KillAsync();

        var duration = await _replicas.UntilAssembledAsync(call, "another replica assembles the call");
        await TestContext.Out.WriteLineAsync(
            $"Killed during the assembly: another replica finished {duration.TotalMilliseconds:0} ms later.");
        Assert.That(await request, Is.EqualTo(Outcome.BrokenConnection));
        await _replicas.AssertOneFileAsync(call);
    }
}
