using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Replicas;

/// <summary>SIGSTOP to a replica during its assembly. It keeps its lock; the other replica waits for a limited time.</summary>
[RequiresServers]
internal sealed class SuspendedReplicaTests
{
    [Test]
    public async Task DownloadUrl_HolderSuspended_OtherCallsAreAssembled()
    {
        await using var replicas = await ReplicaPair.StartAsync();
        TestCall[] blocked = [await replicas.CaptureLongAsync(), await replicas.CaptureLongAsync()];
        var free = replicas.NewShortCall();
        await free.CaptureAsync(replicas.Client);
        Task<string>[] requests =
        [
            await replicas.StartAssemblyAsync(blocked[0], new Outage.StallRequestsAfter(1_000_000)),
            await replicas.StartAssemblyAsync(blocked[1]),
        ];
        replicas.Holder.Suspend();

        var waited = await Task.WhenAll(blocked.Select(replicas.Client.FollowLinkAsync));
        var other = await replicas.Client.FollowLinkAsync(free);
        replicas.Store.Set(new Outage.None());
        replicas.Holder.Resume();

        Assert.That(waited, Is.All.EqualTo("503 assembly_in_progress"));
        Assert.That(other, Is.EqualTo(Outcome.Correct), "Two waits, the limit of concurrent assemblies, must not block a third call.");
        Assert.That(await Task.WhenAll(requests), Is.All.EqualTo(Outcome.Correct));
        foreach (var call in blocked)
        {
            Assert.That(await replicas.Client.FollowLinkAsync(call), Is.EqualTo(Outcome.Correct));
            Assert.That(await replicas.Bucket.CountAssembliesAsync(call.Chat), Is.EqualTo(1));
            await replicas.AssertOneFileAsync(call);
        }
    }

    [Test]
    public async Task BackgroundAssembly_HolderSuspended_AssemblesOtherCalls()
    {
        await using var replicas = await ReplicaPair.StartAsync();
        var (blocked, next) = (replicas.NewBackgroundCall(), replicas.NewBackgroundCall());
        await blocked.StoreAsync(replicas.Client);
        replicas.Store.Set(new Outage.BlackHole());
        using var completed = await replicas.HolderClient.CompleteAsync(blocked.Chat);
        await Polling.UntilAsync(async () => await replicas.CountLocksAsync() == 1, ReplicaPair.Timeout, "the assembly is in progress");
        replicas.Holder.Suspend();

        await next.CaptureAsync(replicas.Client);

        var duration = await Polling.UntilAsync(
            async () => (await replicas.Bucket.FindRecordingsAsync(next.Chat)).Count == 1,
            ReplicaPair.Timeout,
            "the next call is assembled");
        await TestContext.Out.WriteLineAsync($"Behind a suspended replica's call: assembled in {duration.TotalMilliseconds:0} ms.");
        await replicas.ResumeHolderAsync(blocked);
        await replicas.UntilAssembledAsync(blocked, "the resumed replica finishes its assembly");
    }
}
