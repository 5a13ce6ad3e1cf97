using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Replicas;

/// <summary>SIGSTOP to a replica during its assembly. It keeps its lock; the other replica waits for a limited time.</summary>
[RequiresServers]
internal sealed class SuspendedReplicaTests
{
    private ReplicaPair _replicas = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _replicas = await ReplicaPair.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _replicas.DisposeAsync();

    [SetUp]
    public Task RestoreAsync() => _replicas.RestoreAsync();

    [Test]
    public async Task DownloadUrl_HolderSuspended_OtherCallsAreAssembled()
    {
        TestCall[] blocked = [await _replicas.CaptureLongAsync(), await _replicas.CaptureLongAsync()];
        var free = _replicas.NewShortCall();
        await free.CaptureAsync(_replicas.Client);
        Task<string>[] requests =
        [
            await _replicas.StartAssemblyAsync(blocked[0], new Outage.StallRequestsAfter(1_000_000)),
            await _replicas.StartAssemblyAsync(blocked[1]),
        ];
        _replicas.Holder.Suspend();

        var waited = await Task.WhenAll(blocked.Select(_replicas.Client.FollowLinkAsync));
        var other = await _replicas.Client.FollowLinkAsync(free);
        _replicas.Store.Set(new Outage.None());
        _replicas.Holder.Resume();

        Assert.That(waited, Is.All.EqualTo("503 assembly_in_progress"));
        Assert.That(other, Is.EqualTo(Outcome.Correct), "Two waits, the limit of concurrent assemblies, must not block a third call.");
        Assert.That(await Task.WhenAll(requests), Is.All.EqualTo(Outcome.Correct));
        foreach (var call in blocked)
        {
            Assert.That(await _replicas.Client.FollowLinkAsync(call), Is.EqualTo(Outcome.Correct));
            Assert.That(await _replicas.Bucket.CountAssembliesAsync(call.Chat), Is.EqualTo(1));
            await _replicas.AssertOneFileAsync(call);
        }
    }

    [Test]
    public async Task BackgroundAssembly_HolderSuspended_AssemblesOtherCalls()
    {
        var (blocked, next) = (_replicas.NewBackgroundCall(), _replicas.NewBackgroundCall());
        await blocked.StoreAsync(_replicas.Client);
        _replicas.Store.Set(new Outage.BlackHole());
        using var completed = await _replicas.HolderClient.CompleteAsync(blocked.Chat);
        await Polling.UntilAsync(async () => await _replicas.CountLocksAsync() == 1, ReplicaPair.Timeout, "the assembly is in progress");
        _replicas.Holder.Suspend();

        await next.CaptureAsync(_replicas.Client);

        var duration = await Polling.UntilAsync(
            async () => (await _replicas.Bucket.FindRecordingsAsync(next.Chat)).Count == 1,
            ReplicaPair.Timeout,
            "the next call is assembled");
        await TestContext.Out.WriteLineAsync($"Behind a suspended replica's call: assembled in {duration.TotalMilliseconds:0} ms.");
        await _replicas.ResumeHolderAsync(blocked);
        await _replicas.UntilAssembledAsync(blocked, "the resumed replica finishes its assembly");
    }
}
