using Recordings.Application.Storage;
using Recordings.Domain.Chats;

namespace Recordings.Infrastructure.Tests.Stores;

public abstract partial class AudioStoreContract
{
    [Test]
    public async Task DeleteAsync_Object_IsGoneAndOthersStay()
    {
        var (gone, stays) = (await PutAsync(Bytes(100)), await PutAsync(Bytes(200)));

        await Store.DeleteAsync(gone, default);

        Assert.That(await Store.FindLengthAsync(gone, default), Is.Null);
        Assert.That(await Store.FindLengthAsync(stays, default), Is.EqualTo(200));
    }

    [Test]
    public void DeleteAsync_NothingThere_IsNoError()
    {
        Assert.DoesNotThrowAsync(() => Store.DeleteAsync(NewKey(), default));
        Assert.DoesNotThrowAsync(() => Store.DeleteAsync(ObjectKeys.Chat(Workspace, Chat, Capture), default));
    }

    [Test]
    public async Task DeleteAsync_Prefix_TakesEverythingBelowAndNothingBeside()
    {
        for (var i = 0; i < 5; i++)
            await PutAsync(Bytes(100, i));
        await PutAsync(Bytes(100), ObjectKeys.File(Workspace, Chat, Capture, default));
        // 7 is how 71 and 7-file begin: a prefix ends at its slash.
        var beside = await PutAsync(Bytes(100), ObjectKeys.NewChunk(Workspace, Chat, new ChatKey(71)));

        await Store.DeleteAsync(ObjectKeys.Chat(Workspace, Chat, Capture), default);

        Assert.That(await SweptAsync(DateTimeOffset.UtcNow.AddHours(1)), Is.EqualTo((string[])[beside]));
    }

    [Test]
    public async Task SweepAsync_OlderThanTheObjects_IsEmpty()
    {
        await PutAsync(Bytes(100));

        Assert.That(await SweptAsync(DateTimeOffset.UtcNow.AddHours(-1)), Is.Empty);
    }

    [Test]
    public async Task SweepAsync_YoungerThanTheObjects_NamesEachByItsKey()
    {
        var put = await Task.WhenAll(Enumerable.Range(0, 5).Select(seed => PutAsync(Bytes(100, seed))));
        var committed = NewKey();
        await CommitAsync(committed, Bytes(50));

        Assert.That(await SweptAsync(DateTimeOffset.UtcNow.AddHours(1)), Is.EquivalentTo((string[])[.. put, committed]));
    }

    [Test]
    public async Task SweepAsync_WhatIsStagedIsYoung_LeavesIt()
    {
        var key = NewKey();
        await using var staged = await StageAsync(new PutBody(Bytes(1000)), 1000);

        await SweptAsync(DateTimeOffset.UtcNow.AddHours(-1));
        await staged.CommitAsync(key, default);

        Assert.That(await ReadWholeAsync(key), Is.EqualTo(Bytes(1000)));
    }

    [Test]
    public async Task SweepAsync_ObjectsRemovedMeanwhile_GoesOn()
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
