using Recordings.Application.Storage;
using Recordings.Domain.Chats;

namespace Recordings.Infrastructure.Tests.Stores;

public abstract partial class AudioStoreContract
{
    [Test]
    public async Task DeleteAsync_Object_DeletesOnlyIt()
    {
        var (deleted, kept) = (await PutAsync(Bytes(100)), await PutAsync(Bytes(200)));

        await Store.DeleteAsync(deleted, default);

        Assert.That(await Store.FindLengthAsync(deleted, default), Is.Null);
        Assert.That(await Store.FindLengthAsync(kept, default), Is.EqualTo(200));
    }

    [Test]
    public void DeleteAsync_MissingObject_Succeeds()
    {
        Assert.DoesNotThrowAsync(() => Store.DeleteAsync(NewKey(), default));
        Assert.DoesNotThrowAsync(() => Store.DeleteAsync(ObjectKeys.Chat(Workspace, Chat, Capture), default));
    }

    [Test]
    public async Task DeleteAsync_Prefix_DeletesOnlyKeysBelowIt()
    {
        for (var i = 0; i < 5; i++)
            await PutAsync(Bytes(100, i));
        await PutAsync(Bytes(100), ObjectKeys.File(Workspace, Chat, Capture, default));
        // 71 starts with 7: a prefix must end at its slash.
        var neighbour = await PutAsync(Bytes(100), ObjectKeys.NewChunk(Workspace, Chat, new ChatKey(71)));

        await Store.DeleteAsync(ObjectKeys.Chat(Workspace, Chat, Capture), default);

        Assert.That(await SweptAsync(DateTimeOffset.UtcNow.AddHours(1)), Is.EqualTo((string[])[neighbour]));
    }

    [Test]
    public async Task SweepAsync_TimeBeforeTheObjects_IsEmpty()
    {
        await PutAsync(Bytes(100));

        Assert.That(await SweptAsync(DateTimeOffset.UtcNow.AddHours(-1)), Is.Empty);
    }

    [Test]
    public async Task SweepAsync_TimeAfterTheObjects_ReturnsTheirKeys()
    {
        var put = await Task.WhenAll(Enumerable.Range(0, 5).Select(seed => PutAsync(Bytes(100, seed))));
        var committed = NewKey();
        await CommitAsync(committed, Bytes(50));

        Assert.That(await SweptAsync(DateTimeOffset.UtcNow.AddHours(1)), Is.EquivalentTo((string[])[.. put, committed]));
    }

    [Test]
    public async Task SweepAsync_RecentStagedBody_Stays()
    {
        var key = NewKey();
        await using var staged = await StageAsync(new PutBody(Bytes(1000)), 1000);

        await SweptAsync(DateTimeOffset.UtcNow.AddHours(-1));
        await staged.CommitAsync(key, default);

        Assert.That(await ReadWholeAsync(key), Is.EqualTo(Bytes(1000)));
    }

    [Test]
    public async Task SweepAsync_ObjectsDeletedDuringSweep_Continues()
    {
        foreach (var capture in Enumerable.Range(1, 40))
            await PutAsync(Bytes(10), ObjectKeys.NewChunk(Workspace, Chat, new ChatKey(capture)));

        var swept = new List<string>();
        await foreach (var key in Store.SweepAsync(DateTimeOffset.UtcNow.AddHours(1), default))
        {
            swept.Add(key);
            if (swept.Count == 1)
                await Task.WhenAll(Enumerable.Range(1, 40).Select(capture => Store.DeleteAsync(ObjectKeys.Chat(Workspace, Chat, new ChatKey(capture)), default)));
        }

        Assert.That(swept, Is.Unique.And.Not.Empty);
    }
}
