using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Tests.Sql;

public abstract class CallWriterContract : SqlContract
{
    [Test]
    public async Task AddAsync_NewChat_IsFoundAsDescribed()
    {
        var description = new ChatDescription(
            Channel.WebVoice, ChatKind.ManagerOwned, MemberId.From("m-'\"%_é中😀"), Now.AddTicks(1_234_560),
            [new Participant(MemberId.From("m-1"), "customer", TrackName.From("caller")), new Participant(MemberId.From("m-2"), null, null)]);

        Assert.That(await Calls.AddAsync(Workspace, Chat, description, default), Is.True);

        var found = (await FindAsync()).Chat.Description;
        Assert.That((found.Channel, found.Kind, found.Owner, found.StartedAt),
            Is.EqualTo((description.Channel, description.Kind, description.Owner, description.StartedAt)));
        Assert.That(found.Participants, Is.EqualTo(description.Participants));
    }

    /// <summary>Earlier releases allowed more characters. What they stored stays readable.</summary>
    [Test]
    public async Task FindAsync_MemberIdsOfAnEarlierRelease_AreAsStored()
    {
        var stored = new Participant(MemberId.Restore("m\u200E1"), "customer", null);
        await OpenCallAsync(new ChatDescription(Channel.PhoneVoice, ChatKind.ManagerOwned, MemberId.Restore("\u202Em"), Now, [stored]));

        var found = (await FindAsync()).Chat.Description;

        Assert.That((found.Owner?.Value, found.Participants.Single()), Is.EqualTo(("\u202Em", stored)));
    }

    [Test]
    public async Task AddAsync_ExistingChat_IsFalseAndChangesNothing()
    {
        await OpenCallAsync(Description(Channel.PhoneVoice));

        Assert.That(await Calls.AddAsync(Workspace, Chat, Description(Channel.Sms), default), Is.False);
        Assert.That((await FindAsync()).Chat.Description.Channel, Is.EqualTo(Channel.PhoneVoice));
    }

    [Test]
    public async Task AddAsync_SameChatIdInAnotherWorkspace_IsAnotherChat()
    {
        var here = await OpenCallAsync();
        var elsewhere = await AddWorkspaceAsync();

        Assert.That(await Calls.AddAsync(elsewhere, Chat, Description(), default), Is.True);
        Assert.That((await Recordings.FindAsync(elsewhere, Chat, default))!.Key, Is.Not.EqualTo(here));
    }

    [Test]
    public async Task AddAsync_Concurrent_OneAddsTheChat()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Calls.AddAsync(Workspace, Chat, Description(), default)));

        Assert.That(added.Count(one => one), Is.EqualTo(1));
    }

    [Test]
    public async Task AddAsync_LargestChatId_IsStored()
    {
        var greatest = new ChatId(long.MaxValue);
        await Calls.AddAsync(Workspace, greatest, Description(), default);

        Assert.That((await Recordings.FindAsync(Workspace, greatest, default))?.Id, Is.EqualTo(greatest));
    }

    [Test]
    public async Task DescribeAsync_UnchangedChat_ReplacesTheDescription()
    {
        var call = await OpenCallAsync(Description());
        var next = Description(Channel.WebVoice, ChatKind.DirectMessage, "m-9", Now.AddMinutes(-9));

        Assert.That(await Calls.DescribeAsync(call, Description(), next, default), Is.True);

        var found = (await FindAsync()).Chat.Description;
        Assert.That((found.Channel, found.Kind, found.Owner, found.StartedAt), Is.EqualTo((next.Channel, next.Kind, next.Owner, next.StartedAt)));
    }

    [TestCase(ChatKind.Standard, null, ChatKind.DirectMessage, null)]
    [TestCase(ChatKind.DirectMessage, "m-1", ChatKind.DirectMessage, null)]
    [TestCase(ChatKind.DirectMessage, null, ChatKind.DirectMessage, "m-1")]
    [TestCase(ChatKind.DirectMessage, "m-1", ChatKind.DirectMessage, "m-2")]
    public async Task DescribeAsync_KindOrOwnerHasChanged_IsFalse(ChatKind seenKind, string? seenOwner, ChatKind kind, string? owner)
    {
        var call = await OpenCallAsync(Description(kind: kind, owner: owner));

        Assert.That(await Calls.DescribeAsync(call, Description(kind: seenKind, owner: seenOwner), Description(Channel.Sms), default), Is.False);
        Assert.That((await FindAsync()).Chat.Description.Channel, Is.EqualTo(Channel.PhoneVoice));
    }

    [TestCase("", "m-1", false)]
    [TestCase("m-1", "", false)]
    [TestCase("m-1", "M-1", false)]
    [TestCase("m-1,m-2", "m-2,m-1", false)]
    [TestCase("m-1,m-2", "m-1,m-2", true)]
    public async Task DescribeAsync_Participants_MustBeThoseSeen(string seen, string stored, bool expected)
    {
        var call = await OpenCallAsync(With(stored));

        Assert.That(await Calls.DescribeAsync(call, With(seen), Description(Channel.Sms), default), Is.EqualTo(expected));
        Assert.That((await FindAsync()).Chat.Description.Channel, Is.EqualTo(expected ? Channel.Sms : Channel.PhoneVoice));
    }

    [Test]
    public async Task DescribeAsync_Concurrent_OneWins()
    {
        var call = await OpenCallAsync(With("m-1"));

        var written = await Task.WhenAll(Enumerable.Range(2, 8).Select(
            number => Calls.DescribeAsync(call, With("m-1"), With($"m-{number}"), default)));

        Assert.That(written.Count(one => one), Is.EqualTo(1));
    }

    [Test]
    public async Task DescribeAsync_DeletedChat_IsFalse()
    {
        var call = await OpenCallAsync();
        await Calls.DeleteAsync(Workspace, Chat, Now, default);

        Assert.That(await Calls.DescribeAsync(call, Description(), Description(Channel.Sms), default), Is.False);
    }

    [Test]
    public async Task DescribeAsync_StartAfterTheEnd_IsFalse()
    {
        var call = await EndedCallAsync();

        Assert.That(await Calls.DescribeAsync(call, Description(), Description(startedAt: Now.AddTicks(10)), default), Is.False);
        Assert.That(await Calls.DescribeAsync(call, Description(), Description(startedAt: Now), default), Is.True);
    }

    [Test]
    public async Task CompleteAsync_Twice_KeepsTheFirstEnd()
    {
        var call = await OpenCallAsync();

        await Calls.CompleteAsync(call, Now, Now.AddSeconds(5), default);
        await Calls.CompleteAsync(call, Now.AddHours(1), Now.AddHours(2), default);

        var found = await FindAsync();
        Assert.That(found.Chat.EndedAt, Is.EqualTo(Now));
        Assert.That(found.Revision!.Value.LastModified, Is.EqualTo(Now.AddSeconds(5)));
    }

    [Test]
    public async Task FindChunkAsync_StoredChunk_IsEqual()
    {
        var call = await OpenCallAsync();
        var chunk = ChunkOf(int.MaxValue, "T.r-a_ck") with
        {
            Start = new MediaTime(long.MaxValue),
            Frames = long.MaxValue,
            Format = new AudioFormat(SampleEncoding.Float32, SampleRate.FromHertz(44100), 2),
        };
        await AddAsync(call, chunk);

        var found = await Calls.FindChunkAsync(call, chunk.Track, chunk.Sequence, default);

        Assert.That(found! with { Payload = chunk.Payload }, Is.EqualTo(chunk));
        Assert.That(found.Payload.BlockChecksums.ToArray(), Is.EqualTo(chunk.Payload.BlockChecksums.ToArray()));
        Assert.That((found.Payload.ObjectKey, found.Payload.Offset), Is.EqualTo((chunk.Payload.ObjectKey, chunk.Payload.Offset)));
    }

    [Test]
    public async Task FindChunkAsync_TrackInOtherCase_IsNull()
    {
        var call = await OpenCallAsync();
        await AddAsync(call, ChunkOf(1, "caller"));

        Assert.That(await Calls.FindChunkAsync(call, TrackName.From("Caller"), 1, default), Is.Null);
    }

    [Test]
    public async Task DeleteAsync_Chat_DeletesRowsAndQueuesObjects()
    {
        var call = await EndedCallAsync(chunks: 3);
        await KeepFileAsync(call);

        var garbage = await Calls.DeleteAsync(Workspace, Chat, Now, default);

        Assert.That(garbage, Is.EqualTo((string[])[ObjectKeys.Chat(Workspace, Chat, call)]));
        Assert.That(await Recordings.FindAsync(Workspace, Chat, default), Is.Null);
        Assert.That(await Recordings.LoadChunksAsync(call, default), Is.Empty);
        Assert.That(await DueAsync(Now), Is.EqualTo(garbage));
    }

    [Test]
    public async Task DeleteAsync_SecondCapture_ReturnsBothCaptures()
    {
        var first = await EndedCallAsync();
        await Calls.DeleteAsync(Workspace, Chat, Now, default);
        var second = await EndedCallAsync();

        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(await Calls.DeleteAsync(Workspace, Chat, Now, default), Is.EquivalentTo((string[])
            [ObjectKeys.Chat(Workspace, Chat, first), ObjectKeys.Chat(Workspace, Chat, second)]));
    }

    [Test]
    public async Task DeleteAsync_UnknownChat_IsEmpty() =>
        Assert.That(await Calls.DeleteAsync(Workspace, Chat, Now, default), Is.Empty);

    private static ChatDescription With(string participants) => new(
        Channel.PhoneVoice, ChatKind.DirectMessage, owner: null, Now,
        [.. participants.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(member => new Participant(MemberId.From(member), "customer", null))]);
}
