using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;

namespace Recordings.Reliability.Tests.Replicas;

/// <summary>
/// A suspended replica loses its lock and another replica takes over. When the first one resumes, it must not change the result.
/// </summary>
[RequiresServers]
internal sealed class LostLockTests
{
    private static readonly Outage DuringUpload = new Outage.StallRequestsAfter(1_000_000);

    [Test]
    public async Task DownloadUrl_WaitingConnectionHangs_IsAssembledOnANewOne()
    {
        await using var replicas = await ReplicaPair.StartAsync();
        var call = await replicas.CaptureLongAsync();
        await replicas.StartAssemblyAsync(call, DuringUpload);
        Assert.That(await replicas.Client.FollowLinkAsync(call), Is.EqualTo("503 assembly_in_progress"));
        replicas.Database.ForgetConnections();

        await replicas.LoseLockAsync();

        await replicas.UntilAssembledAsync(call, "the waiting replica uses another connection");
        await replicas.AssertOneFileAsync(call);
    }

    [Test]
    public async Task Assembly_ResumedAfterItsLockWasLost_ChangesNothing()
    {
        await using var replicas = await ReplicaPair.StartAsync();
        var call = await replicas.CaptureLongAsync();
        var request = await replicas.StartAssemblyAsync(call, DuringUpload);
        await replicas.LoseLockAsync();
        await replicas.UntilAssembledAsync(call, "another replica assembles the call");

        await replicas.ResumeHolderAsync(call);

        Assert.That(await request, Is.EqualTo(Outcome.Correct));
        Assert.That(await replicas.Client.FollowLinkAsync(call), Is.EqualTo(Outcome.Correct));
        Assert.That(await replicas.CountGarbageAsync(call), Is.Zero);
        await replicas.AssertOneFileAsync(call);
        await replicas.AssertOneFileRowAsync(call);
    }

    [Test]
    public async Task Assembly_ResumedAfterALateChunk_KeepsTheNewerRecording()
    {
        await using var replicas = await ReplicaPair.StartAsync();
        var call = await replicas.CaptureLongAsync();
        var request = await replicas.StartAssemblyAsync(call, DuringUpload);
        await replicas.LoseLockAsync();
        var late = call.With(new TestChunk(call.Chat, "agent", 0));
        using var stored = await replicas.Client.StoreAsync(late.Chunks[^1]);
        await replicas.UntilAssembledAsync(late, "another replica assembles the call with its late chunk");

        await replicas.ResumeHolderAsync(call);

        // The request came before the late chunk: its file is an older version, and complete.
        Assert.That(await request, Is.EqualTo(Outcome.Correct));
        var links = await Task.WhenAll(replicas.Client.FollowLinkAsync(late), replicas.HolderClient.FollowLinkAsync(late));
        Assert.That(links, Is.All.EqualTo(Outcome.Correct));
        Assert.That(await replicas.CountGarbageAsync(call), Is.EqualTo(1), "The older version is deleted when its links have expired.");
        await replicas.AssertOneFileRowAsync(late);
    }

    [Test]
    public async Task Assembly_ResumedAfterTheCallWasDeleted_LeavesNoObject()
    {
        await using var replicas = await ReplicaPair.StartAsync();
        var call = await replicas.CaptureLongAsync();
        var request = await replicas.StartAssemblyAsync(call, DuringUpload);
        replicas.Holder.Suspend();
        using var deleted = await replicas.Client.DeleteAsync($"{call.Chat}");
        deleted.EnsureSuccessStatusCode();

        await replicas.ResumeHolderAsync(call);

        Assert.That(await request, Is.EqualTo("404 chat_not_found"));
        Assert.That(await replicas.Bucket.FindRecordingsAsync(call.Chat), Is.Empty);
    }
}
