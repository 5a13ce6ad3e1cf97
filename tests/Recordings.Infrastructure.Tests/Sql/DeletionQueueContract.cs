using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Infrastructure.Tests.Sql;

public abstract class DeletionQueueContract : SqlContract
{
    [Test]
    public async Task FindDueAsync_SeveralDue_ReturnsEarliestUpToTheLimit()
    {
        // Earlier than the times of all other tests, because the tests share the database.
        var age = DateTimeOffset.UnixEpoch;
        foreach (var (chat, due) in new[] { (1, 30), (2, 10), (3, 20) })
        {
            await Calls.AddAsync(Workspace, new ChatId(chat), Description(), default);
            await Calls.DeleteAsync(Workspace, new ChatId(chat), age.AddSeconds(due), default);
        }

        var found = await DeletionQueue.FindDueAsync(age.AddSeconds(30), 2, default);

        Assert.That(found.Select(key => key.Split('/')[3]), Is.EqualTo(new[] { "2", "3" }));
        Assert.That(await DueAsync(age.AddSeconds(29)), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task ForgetAsync_DueKey_IsNoLongerDue()
    {
        var call = await EndedCallAsync();
        await Calls.DeleteAsync(Workspace, Chat, Now, default);

        await DeletionQueue.ForgetAsync(ObjectKeys.Chat(Workspace, Chat, call), default);
        await DeletionQueue.ForgetAsync(ObjectKeys.Chat(Workspace, Chat, call), default);

        Assert.That(await DueAsync(Later), Is.Empty);
    }

    [Test]
    public async Task PostponeAsync_DueKey_IsDueAtTheNewTime()
    {
        var call = await EndedCallAsync();
        await Calls.DeleteAsync(Workspace, Chat, Now, default);

        await DeletionQueue.PostponeAsync(ObjectKeys.Chat(Workspace, Chat, call), Now.AddHours(1), default);

        Assert.That(await DueAsync(Now.AddMinutes(59)), Is.Empty);
        Assert.That(await DueAsync(Now.AddMinutes(60)), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task FindOwnerAsync_Twice_ReturnsTheSameName()
    {
        var name = await DeletionQueue.FindOwnerAsync(default);

        Assert.That(name, Does.Match("^[0-9a-f]{32}$"));
        Assert.That(await DeletionQueue.FindOwnerAsync(default), Is.EqualTo(name));
    }

    [Test]
    public async Task FindOrphansAsync_MixedKeys_ReturnsUnreferencedOnes()
    {
        var call = await OpenCallAsync();
        var (named, abandoned, superseded) = (NewKey(call), NewKey(call), await SupersededAsync(call));
        await AddAsync(call, ChunkAt(1, named));
        var file = await KeepFileAsync(call, "present");
        var ofDeletedChat = NewKey(await DeletedCallAsync(new ChatId(1)));
        await Calls.AddAsync(Workspace, new ChatId(2), Description(), default);
        var (neverNumbered, elsewhere) = (NewKey(new ChatKey(long.MaxValue)), ObjectKeys.NewChunk(new WorkspaceId(Guid.NewGuid()), Chat, call));

        var orphans = await DeletionQueue.FindOrphansAsync(
            [named, abandoned, superseded, file.ObjectKey, ofDeletedChat, neverNumbered, elsewhere, "not-ours"], default);

        Assert.That(orphans, Is.EquivalentTo(new[] { abandoned, ofDeletedChat }));
    }

    [Test]
    public async Task FindOrphansAsync_NoKeys_IsEmpty() => Assert.That(await DeletionQueue.FindOrphansAsync([], default), Is.Empty);

    private async Task<ChatKey> DeletedCallAsync(ChatId chat)
    {
        await Calls.AddAsync(Workspace, chat, Description(), default);
        var key = (await Recordings.FindAsync(Workspace, chat, default))!.Key;
        await Calls.DeleteAsync(Workspace, chat, Now, default);
        return key;
    }

    private async Task<string> SupersededAsync(ChatKey call)
    {
        await AddAsync(call, ChunkAt(0, NewKey(call)));
        var file = await KeepFileAsync(call, "superseded");
        await AddAsync(call, ChunkAt(9, NewKey(call)));
        return file.ObjectKey;
    }

    private string NewKey(ChatKey call) => ObjectKeys.NewChunk(Workspace, Chat, call);

    private static Chunk ChunkAt(int sequence, string objectKey) =>
        ChunkOf(sequence) with { Payload = new ChunkPayload(objectKey, 0, new uint[] { 1 }) };
}
