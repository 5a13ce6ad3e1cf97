using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Infrastructure.Tests.Sql;

public abstract class RecordingsContract : SqlContract
{
    [Test]
    public async Task FindAsync_UnknownChat_IsNull() => Assert.That(await Recordings.FindAsync(Workspace, Chat, default), Is.Null);

    [Test]
    public async Task FindAsync_RecordingSetting_IsTheWorkspacesCurrentOne([Values] bool recording)
    {
        await OpenCallAsync();
        await Workspaces.SetRecordingAsync(Workspace, recording, default);

        Assert.That((await FindAsync()).RecordingEnabled, Is.EqualTo(recording));
    }

    [Test]
    public async Task KeepSummaryAsync_SameChunks_StoresIt()
    {
        var call = await EndedCallAsync(chunks: 2);

        await Recordings.KeepSummaryAsync(call, 2, Summary("two"), default);

        Assert.That((await FindAsync()).Summary, Is.EqualTo(Summary("two")));
    }

    [Test]
    public async Task KeepSummaryAsync_ChunkAddedSince_DoesNothing()
    {
        var call = await EndedCallAsync(chunks: 2);

        await Recordings.KeepSummaryAsync(call, 1, Summary("one"), default);

        Assert.That((await FindAsync()).Summary, Is.Null);
    }

    [Test]
    public async Task KeepFileAsync_SameChunks_IsFoundAndNoLongerDue()
    {
        var call = await EndedCallAsync();

        var file = await KeepFileAsync(call);

        Assert.That((await FindAsync()).StoredFile, Is.EqualTo(file));
        Assert.That(await DueAssembliesAsync(), Is.Empty);
    }

    [Test]
    public async Task KeepFileAsync_Twice_ReplacesTheFile()
    {
        var call = await EndedCallAsync();
        await KeepFileAsync(call);
        var again = FileOf(call, "file") with { SizeBytes = 44, Checksum = Digest("other bytes") };

        Assert.That(await Recordings.KeepFileAsync(await FindAsync(), StoredOf(again), Now, Later, default), Is.True);
        Assert.That((await FindAsync()).StoredFile, Is.EqualTo(again));
    }

    [Test]
    public async Task KeepFileAsync_ChunkAddedSince_QueuesTheFile()
    {
        var call = await EndedCallAsync();
        await Recordings.KeepSummaryAsync(call, 1, Summary("file"), default);
        var seen = await FindAsync();
        await AddAsync(call, ChunkOf(1));

        Assert.That(await Recordings.KeepFileAsync(seen, StoredOf(FileOf(call, "file")), Now, Later, default), Is.True);

        Assert.That((await FindAsync()).StoredFile, Is.Null);
        Assert.That(await DueAsync(Later), Is.EqualTo((string[])[FileOf(call, "file").ObjectKey]));
    }

    [Test]
    public async Task KeepFileAsync_QueuedForDeletion_LeavesTheQueue()
    {
        var call = await EndedCallAsync();
        await KeepFileAsync(call);
        await AddAsync(call, ChunkOf(1));

        await KeepFileAsync(call);

        Assert.That(await DueAsync(Later), Is.Empty);
    }

    [Test]
    public async Task KeepFileAsync_DeletedChat_IsFalse()
    {
        var call = await EndedCallAsync();
        await Recordings.KeepSummaryAsync(call, (await FindAsync()).ChunkCount, Summary("file"), default);
        var seen = await FindAsync();
        await Calls.DeleteAsync(Workspace, Chat, Now, default);

        Assert.That(await Recordings.KeepFileAsync(seen, StoredOf(FileOf(call, "file")), Now, Later, default), Is.False);
    }

    [Test]
    public async Task KeepFileAsync_ConcurrentLateChunk_FileIsNotServed()
    {
        for (var round = 0; round < 8; round++)
        {
            var call = await EndedCallAsync();
            await Recordings.KeepSummaryAsync(call, 1, Summary("file"), default);
            var seen = await FindAsync();

            await Task.WhenAll(AddAsync(call, ChunkOf(1)), Recordings.KeepFileAsync(seen, StoredOf(FileOf(call, "file")), Now, Later, default));

            Assert.That((await FindAsync()).StoredFile, Is.Null);
            Assert.That(await DueAsync(Later), Is.EqualTo((string[])[FileOf(call, "file").ObjectKey]));
            await DeletionQueue.ForgetAsync(FileOf(call, "file").ObjectKey, default);
            await Calls.DeleteAsync(Workspace, Chat, Later.AddDays(1), default);
        }
    }

    [Test]
    public async Task FindFileAsync_KeptFile_HasItsBlockChecksums()
    {
        var file = await KeepFileAsync(await EndedCallAsync());

        var found = await FindFileAsync(file);

        Assert.That(found?.File, Is.EqualTo(file));
        Assert.That(found?.BlockChecksums.ToArray(), Is.EqualTo(StoredOf(file).BlockChecksums.ToArray()));
    }

    [Test]
    public async Task FindFileAsync_AfterALateChunk_IsFoundUntilForgotten()
    {
        var call = await EndedCallAsync();
        var file = await KeepFileAsync(call);
        await AddAsync(call, ChunkOf(1));
        Assert.That((await FindFileAsync(file))?.File, Is.EqualTo(file));
        Assert.That(await DueAsync(Later), Is.EqualTo((string[])[file.ObjectKey]));

        await DeletionQueue.ForgetAsync(file.ObjectKey, default);

        Assert.That(await FindFileAsync(file), Is.Null);
    }

    [Test]
    public async Task AddChunkAsync_SupersededAgain_TheOldestIsDueNow()
    {
        var call = await EndedCallAsync();
        var oldest = await KeepFileAsync(call, "oldest");
        await AddAsync(call, ChunkOf(1));
        await AddAsync(call, ChunkOf(2));
        var newest = await KeepFileAsync(call, "newest");
        Assert.That(await DueAsync(Now), Is.Empty);

        await AddAsync(call, ChunkOf(3));

        Assert.That(await DueAsync(Now), Is.EqualTo((string[])[oldest.ObjectKey]));
        Assert.That(await DueAsync(Later), Is.EquivalentTo((string[])[oldest.ObjectKey, newest.ObjectKey]));
        Assert.That((await FindFileAsync(oldest), (await FindFileAsync(newest))?.File), Is.EqualTo(((StoredFile?)null, newest)));
    }

    [Test]
    public async Task KeepFileAsync_SupersededInBetween_EarlierOnesAreDueNow()
    {
        var call = await EndedCallAsync();
        var oldest = await KeepFileAsync(call, "oldest");
        await AddAsync(call, ChunkOf(1));
        await Recordings.KeepSummaryAsync(call, 2, Summary("late"), default);
        var seen = await FindAsync();
        await AddAsync(call, ChunkOf(2));
        var late = FileOf(call, "late");

        await Recordings.KeepFileAsync(seen, StoredOf(late), Now, Later, default);

        Assert.That(await DueAsync(Now), Is.EqualTo((string[])[oldest.ObjectKey]));
        Assert.That((await FindFileAsync(oldest), (await FindFileAsync(late))?.File), Is.EqualTo(((StoredFile?)null, late)));
    }

    [Test]
    public async Task DropFileAsync_CurrentFile_IsGoneAndTheCallDue()
    {
        var call = await EndedCallAsync();
        var file = await KeepFileAsync(call);

        Assert.That(await Recordings.DropFileAsync(call, file.Fingerprint, Now, Later, default), Is.True);

        Assert.That(((await FindAsync()).StoredFile, await FindFileAsync(file)), Is.EqualTo(((RenditionFile?)null, (StoredFile?)null)));
        Assert.That(await DueAssembliesAsync(), Is.EqualTo(new[] { Chat }));
        Assert.That((await DueAsync(Now), await DueAsync(Later)), Is.EqualTo((Array.Empty<string>(), new[] { file.ObjectKey })));
    }

    [Test]
    public async Task DropFileAsync_Twice_IsFalse()
    {
        var call = await EndedCallAsync();
        var file = await KeepFileAsync(call);
        await Recordings.DropFileAsync(call, file.Fingerprint, Now, Later, default);

        Assert.That(await Recordings.DropFileAsync(call, file.Fingerprint, Now, Later, default), Is.False);
    }

    [Test]
    public async Task DropFileAsync_SupersededFile_ObjectIsDueNowAndTheCallNot()
    {
        var call = await EndedCallAsync();
        var file = await KeepFileAsync(call);
        await AddAsync(call, ChunkOf(1));

        Assert.That(await Recordings.DropFileAsync(call, file.Fingerprint, Now, Later, default), Is.True);

        Assert.That(await DueAssembliesAsync(), Is.Empty);
        Assert.That(await DueAsync(Now), Is.EqualTo((string[])[file.ObjectKey]));
        Assert.That(await FindFileAsync(file), Is.Null);
    }

    [Test]
    public async Task KeepFileAsync_AfterDrop_LeavesTheQueue()
    {
        var call = await EndedCallAsync();
        var file = await KeepFileAsync(call);
        await Recordings.DropFileAsync(call, file.Fingerprint, Now, Later, default);

        await KeepFileAsync(call);

        Assert.That(await DueAsync(Later), Is.Empty);
        Assert.That((await FindAsync()).StoredFile, Is.EqualTo(file));
    }

    [Test]
    public async Task FindDueAssemblyAsync_EndedCall_IsDueUntilForgotten()
    {
        var call = await EndedCallAsync();
        Assert.That(await DueAssembliesAsync(), Is.EqualTo(new[] { Chat }));

        await Recordings.ForgetDueAssemblyAsync(call, default);

        Assert.That(await DueAssembliesAsync(), Is.Empty);
        Assert.That(await Recordings.FindDueWorkspacesAsync(default), Has.None.EqualTo(Workspace));
    }

    [Test]
    public async Task FindDueAssemblyAsync_CallInProgress_IsNotDue()
    {
        await OpenCallAsync();

        Assert.That(await DueAssembliesAsync(), Is.Empty);
    }

    [Test]
    public async Task FindDueAssemblyAsync_SeveralCalls_ReturnsOldestFirst()
    {
        ChatId[] chats = [new(9), new(3), new(5)];
        foreach (var chat in chats)
        {
            await Calls.AddAsync(Workspace, chat, Description(), default);
            await Calls.CompleteAsync((await Recordings.FindAsync(Workspace, chat, default))!.Key, Now, Now, default);
        }

        Assert.That(await DueAssembliesAsync(), Is.EqualTo(chats));
    }

    [Test]
    public async Task FindDueAssemblyAsync_AnotherWorkspacesCall_IsNotFound()
    {
        await EndedCallAsync();

        Assert.That(await Recordings.FindDueAssemblyAsync(await AddWorkspaceAsync(), default, default), Is.Null);
        Assert.That(await Recordings.FindDueWorkspacesAsync(default), Has.One.EqualTo(Workspace));
    }

    private Task<StoredFile?> FindFileAsync(RenditionFile file) =>
        Recordings.FindFileAsync(ObjectKeys.CaptureOf(file.ObjectKey)!.Value.Chat, file.Fingerprint, default);

    private async Task<ChatId[]> DueAssembliesAsync()
    {
        var chats = new List<ChatId>();
        for (var last = default(ChatKey); await Recordings.FindDueAssemblyAsync(Workspace, last, default) is var (key, chat); last = key)
            chats.Add(chat);
        return [.. chats];
    }
}
