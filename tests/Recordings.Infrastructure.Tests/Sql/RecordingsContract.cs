using Recordings.Domain.Chats;

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

        Assert.That(await Recordings.KeepFileAsync(await FindAsync(), again, Later, default), Is.True);
        Assert.That((await FindAsync()).StoredFile, Is.EqualTo(again));
    }

    [Test]
    public async Task KeepFileAsync_ChunkAddedSince_QueuesTheFile()
    {
        var call = await EndedCallAsync();
        await Recordings.KeepSummaryAsync(call, 1, Summary("file"), default);
        var seen = await FindAsync();
        await AddAsync(call, ChunkOf(1));

        Assert.That(await Recordings.KeepFileAsync(seen, FileOf(call, "file"), Later, default), Is.True);

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

        Assert.That(await Recordings.KeepFileAsync(seen, FileOf(call, "file"), Later, default), Is.False);
    }

    [Test]
    public async Task KeepFileAsync_ConcurrentLateChunk_FileIsNotServed()
    {
        for (var round = 0; round < 8; round++)
        {
            var call = await EndedCallAsync();
            await Recordings.KeepSummaryAsync(call, 1, Summary("file"), default);
            var seen = await FindAsync();

            await Task.WhenAll(AddAsync(call, ChunkOf(1)), Recordings.KeepFileAsync(seen, FileOf(call, "file"), Later, default));

            Assert.That((await FindAsync()).StoredFile, Is.Null);
            Assert.That(await DueAsync(Later), Is.EqualTo((string[])[FileOf(call, "file").ObjectKey]));
            await DeletionQueue.ForgetAsync(FileOf(call, "file").ObjectKey, default);
            await Calls.DeleteAsync(Workspace, Chat, Later.AddDays(1), default);
        }
    }

    [Test]
    public async Task FindDueAssembliesAsync_EndedCall_IsDueUntilForgotten()
    {
        var call = await EndedCallAsync();
        Assert.That(await DueAssembliesAsync(), Is.EqualTo(new[] { Chat }));

        await Recordings.ForgetDueAssemblyAsync(call, default);

        Assert.That(await DueAssembliesAsync(), Is.Empty);
    }

    [Test]
    public async Task FindDueAssembliesAsync_CallInProgress_IsNotDue()
    {
        await OpenCallAsync();

        Assert.That(await DueAssembliesAsync(), Is.Empty);
    }

    [Test]
    public async Task FindDueAssembliesAsync_SeveralCalls_ReturnsOldestUpToLimit()
    {
        ChatId[] chats = [new(9), new(3), new(5)];
        foreach (var chat in chats)
        {
            await Calls.AddAsync(Workspace, chat, Description(), default);
            await Calls.CompleteAsync((await Recordings.FindAsync(Workspace, chat, default))!.Key, Now, Now, default);
        }

        Assert.That(await DueAssembliesAsync(), Is.EqualTo(chats));
        Assert.That(await Recordings.FindDueAssembliesAsync(default, 1, default), Has.Count.EqualTo(1));
    }

    private async Task<ChatId[]> DueAssembliesAsync() =>
        [.. (await Recordings.FindDueAssembliesAsync(default, NoLimit, default)).Where(due => due.Workspace == Workspace).Select(due => due.Chat)];
}
