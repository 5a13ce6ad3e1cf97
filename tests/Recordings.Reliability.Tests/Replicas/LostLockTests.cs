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

    private ReplicaPair _replicas = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _replicas = await ReplicaPair.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _replicas.DisposeAsync();

    [SetUp]
    public Task RestoreAsync() => _replicas.RestoreAsync();

    [Test]
    public async Task DownloadUrl_WaitingConnectionHangs_IsAssembledOnANewOne()
    {
        var call = await _replicas.CaptureLongAsync();
        await _replicas.StartAssemblyAsync(call, DuringUpload);
        Assert.That(await _replicas.Client.FollowLinkAsync(call), Is.EqualTo("503 assembly_in_progress"));
        _replicas.Database.ForgetConnections();

        await _replicas.LoseLockAsync();

        await _replicas.UntilAssembledAsync(call, "the waiting replica uses another connection");
        await _replicas.AssertOneFileAsync(call);
    }

    [Test]
    public async Task Assembly_ResumedAfterItsLockWasLost_ChangesNothing()
    {
        var call = await _replicas.CaptureLongAsync();
        var request = await _replicas.StartAssemblyAsync(call, DuringUpload);
        await _replicas.LoseLockAsync();
        await _replicas.UntilAssembledAsync(call, "another replica assembles the call");

        await _replicas.ResumeHolderAsync(call);

        Assert.That(await request, Is.EqualTo(Outcome.Correct));
        Assert.That(await _replicas.Client.FollowLinkAsync(call), Is.EqualTo(Outcome.Correct));
        Assert.That(await _replicas.CountGarbageAsync(call), Is.Zero);
        await _replicas.AssertOneFileAsync(call);
        await _replicas.AssertOneFileRowAsync(call);
    }

    [Test]
    public async Task Assembly_ResumedAfterALateChunk_KeepsTheNewerRecording()
    {
        var call = await _replicas.CaptureLongAsync();
        var request = await _replicas.StartAssemblyAsync(call, DuringUpload);
        await _replicas.LoseLockAsync();
        var late = call.With(new TestChunk(call.Chat, "agent", 0));
        using var stored = await _replicas.Client.StoreAsync(late.Chunks[^1]);
        await _replicas.UntilAssembledAsync(late, "another replica assembles the call with its late chunk");

        await _replicas.ResumeHolderAsync(call);

        // The request came before the late chunk: its file is an older version, and complete.
        Assert.That(await request, Is.EqualTo(Outcome.Correct));
        var links = await Task.WhenAll(_replicas.Client.FollowLinkAsync(late), _replicas.HolderClient.FollowLinkAsync(late));
        Assert.That(links, Is.All.EqualTo(Outcome.Correct));
        Assert.That(await _replicas.CountGarbageAsync(call), Is.EqualTo(1), "The older version is deleted when its links have expired.");
        await _replicas.AssertOneFileRowAsync(late);
    }

    [Test]
    public async Task Assembly_ResumedAfterTheCallWasDeleted_LeavesNoObject()
    {
        var call = await _replicas.CaptureLongAsync();
        var request = await _replicas.StartAssemblyAsync(call, DuringUpload);
        _replicas.Holder.Suspend();
        using var deleted = await _replicas.Client.DeleteAsync($"{call.Chat}");
        deleted.EnsureSuccessStatusCode();

        await _replicas.ResumeHolderAsync(call);

        Assert.That(await request, Is.EqualTo("404 chat_not_found"));
        Assert.That(await _replicas.Bucket.FindRecordingsAsync(call.Chat), Is.Empty);
    }
}
