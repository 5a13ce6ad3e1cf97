using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Tests.Sql;

public abstract class ChunksContract : SqlContract
{
    [Test]
    public async Task AddChunkAsync_SeveralTracks_AreCountedAndLoaded()
    {
        var call = await OpenCallAsync();
        Chunk[] chunks = [ChunkOf(1, "a"), ChunkOf(0, "a"), ChunkOf(0, "B"), ChunkOf(0, "b")];
        foreach (var chunk in chunks)
            Assert.That(await AddAsync(call, chunk), Is.EqualTo(AddChunkOutcome.Added));

        var loaded = await Recordings.LoadChunksAsync(call, default);

        Assert.That((await FindAsync()).ChunkCount, Is.EqualTo(4));
        Assert.That(loaded.Select(chunk => (chunk.Track, chunk.Sequence)), Is.EquivalentTo(chunks.Select(chunk => (chunk.Track, chunk.Sequence))));
    }

    [Test]
    public async Task AddChunkAsync_ExistingSequence_ChangesNothing()
    {
        var call = await EndedCallAsync();
        var file = await KeepFileAsync(call);

        Assert.That(await AddAsync(call, ChunkOf(0, seed: 2), now: Now.AddMinutes(1)), Is.EqualTo(AddChunkOutcome.NumberTaken));

        var found = await FindAsync();
        Assert.That((found.ChunkCount, found.StoredFile, found.Revision!.Value.LastModified), Is.EqualTo((1, file, Now)));
        Assert.That(await DueAsync(Later), Is.Empty);
    }

    [Test]
    public async Task AddChunkAsync_SameSequenceConcurrently_AddsOne()
    {
        var call = await OpenCallAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(seed => AddAsync(call, ChunkOf(7, seed: seed))));

        Assert.That(outcomes.Count(outcome => outcome is AddChunkOutcome.Added), Is.EqualTo(1));
        Assert.That(outcomes.Count(outcome => outcome is AddChunkOutcome.NumberTaken), Is.EqualTo(11));
        Assert.That((await FindAsync()).ChunkCount, Is.EqualTo(1));
    }

    [Test]
    public async Task AddChunkAsync_ManySequencesConcurrently_CountsAll()
    {
        var call = await OpenCallAsync();

        await Task.WhenAll(Enumerable.Range(0, 60).Select(sequence => AddAsync(call, ChunkOf(sequence))));

        Assert.That((await FindAsync()).ChunkCount, Is.EqualTo(60));
        Assert.That(await Recordings.LoadChunksAsync(call, default), Has.Count.EqualTo(60));
    }

    [Test]
    public async Task AddChunkAsync_AboveTheLimit_IsTooMany()
    {
        var call = await OpenCallAsync();
        Assert.That(await AddAsync(call, ChunkOf(0), maxChunks: 2), Is.EqualTo(AddChunkOutcome.Added));
        Assert.That(await AddAsync(call, ChunkOf(1), maxChunks: 2), Is.EqualTo(AddChunkOutcome.Added));

        Assert.That(await AddAsync(call, ChunkOf(2), maxChunks: 2), Is.EqualTo(AddChunkOutcome.TooMany));
    }

    [Test]
    public async Task AddChunkAsync_ConcurrentlyAtTheLimit_StaysWithinIt()
    {
        var call = await OpenCallAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(sequence => AddAsync(call, ChunkOf(sequence), maxChunks: 5)));

        Assert.That(outcomes.Count(outcome => outcome is AddChunkOutcome.Added), Is.EqualTo(5));
        Assert.That(await Recordings.LoadChunksAsync(call, default), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task LoadOutlineAsync_StoredChunks_IsThatOfTheirTimeline()
    {
        var call = await OpenCallAsync();
        Chunk[] chunks = [ChunkOf(2, "b"), ChunkOf(0, "B"), ChunkOf(7, "b"), ChunkOf(1, "a-1"), ChunkOf(0, "b")];
        foreach (var chunk in chunks)
            await AddAsync(call, chunk);

        var outline = await Recordings.LoadOutlineAsync(call, chunkCount: 1, summarize: true, default);

        var timeline = Timeline.Create(chunks);
        Assert.That(outline?.Summary, Is.EqualTo(RecordingSummary.Create(timeline, chunks)));
        Assert.That(
            outline?.Timeline.Tracks.Select(track => (track.Track, track.Chunks, track.Frames, track.SoundingFrames, track.Gaps.Count)),
            Is.EqualTo(timeline.Outline.Tracks.Select(
                track => (track.Track, track.Chunks, track.Frames, track.SoundingFrames, track.Gaps.Count))));
    }

    [Test]
    public async Task LoadOutlineAsync_NotSummarized_HasNoSummary()
    {
        var call = await EndedCallAsync(chunks: 2);

        var outline = await Recordings.LoadOutlineAsync(call, chunkCount: 2, summarize: false, default);

        Assert.That((outline?.Summary, outline?.Timeline.Chunks), Is.EqualTo(((RecordingSummary?)null, 2)));
    }

    [Test]
    public async Task LoadOutlineAsync_NoChunks_IsNull() =>
        Assert.That(await Recordings.LoadOutlineAsync(await OpenCallAsync(), chunkCount: 0, summarize: true, default), Is.Null);

    [Test]
    public async Task AddChunkAsync_AboveTheTrackLimit_IsTooManyTracks()
    {
        var call = await OpenCallAsync();
        await AddAsync(call, ChunkOf(0, "first"), maxTracks: 2);

        Assert.That(await AddAsync(call, ChunkOf(0, "last"), maxTracks: 2), Is.EqualTo(AddChunkOutcome.Added));
        Assert.That(await AddAsync(call, ChunkOf(0, "beyond"), maxTracks: 2), Is.EqualTo(AddChunkOutcome.TooManyTracks));
        Assert.That(
            (await Recordings.LoadChunksAsync(call, default)).Select(chunk => chunk.Track.Value), Is.EquivalentTo((string[])["first", "last"]));
    }

    [Test]
    public async Task AddChunkAsync_AboveBothLimits_IsTooManyChunks()
    {
        var call = await OpenCallAsync();
        await AddAsync(call, ChunkOf(0, "first"));

        Assert.That(await AddAsync(call, ChunkOf(0, "beyond"), maxChunks: 1, maxTracks: 1), Is.EqualTo(AddChunkOutcome.TooMany));
    }

    [Test]
    public async Task AddChunkAsync_TrackLimitWasLowered_ExistingTracksGrow()
    {
        var call = await OpenCallAsync();
        await AddAsync(call, ChunkOf(0, "a"));
        await AddAsync(call, ChunkOf(0, "b"));

        Assert.That(await AddAsync(call, ChunkOf(1, "b"), maxTracks: 1), Is.EqualTo(AddChunkOutcome.Added));
        Assert.That(await AddAsync(call, ChunkOf(0, "c"), maxTracks: 1), Is.EqualTo(AddChunkOutcome.TooManyTracks));
    }

    [Test]
    public async Task AddChunkAsync_AtTheTrackLimit_ExistingTrackGrows()
    {
        var call = await OpenCallAsync();
        await AddAsync(call, ChunkOf(0, "last"), maxTracks: 1);

        Assert.That(await AddAsync(call, ChunkOf(1, "last"), maxTracks: 1), Is.EqualTo(AddChunkOutcome.Added));
    }

    [Test]
    public async Task AddChunkAsync_NewTracksConcurrently_StayWithinTheLimit()
    {
        var call = await OpenCallAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => AddAsync(call, ChunkOf(n % 2, $"t{n / 2}"), maxTracks: 3)));

        Assert.That((await Recordings.LoadChunksAsync(call, default)).Select(chunk => chunk.Track).Distinct().Count(), Is.EqualTo(3));
        Assert.That(outcomes.Count(outcome => outcome is AddChunkOutcome.Added), Is.EqualTo(6));
    }

    [Test]
    public async Task AddChunkAsync_RecordingTurnedOff_IsDisabled()
    {
        var call = await OpenCallAsync();
        await Workspaces.SetRecordingAsync(Workspace, false, default);

        Assert.That(await AddAsync(call, ChunkOf(0)), Is.EqualTo(AddChunkOutcome.RecordingDisabled));
        Assert.That((await FindAsync()).ChunkCount, Is.Zero);
    }

    [Test]
    public async Task AddChunkAsync_DeletedChat_IsChatGone()
    {
        var call = await OpenCallAsync();
        await Calls.DeleteAsync(Workspace, Chat, Now, default);

        Assert.That(await AddAsync(call, ChunkOf(0)), Is.EqualTo(AddChunkOutcome.ChatGone));
    }

    [Test]
    public async Task AddChunkAsync_DuringDeletion_LeavesNoRow()
    {
        for (var round = 0; round < 5; round++)
        {
            var call = await OpenCallAsync();
            await Task.WhenAll([.. Enumerable.Range(0, 6).Select(sequence => (Task)AddAsync(call, ChunkOf(sequence))), Calls.DeleteAsync(Workspace, Chat, Now, default)]);
            Assert.That(await Recordings.LoadChunksAsync(call, default), Is.Empty);
        }
    }

    [Test]
    public async Task AddChunkAsync_CallWithFile_RemovesSummaryAndFile()
    {
        var call = await EndedCallAsync();
        await KeepFileAsync(call);

        await AddAsync(call, ChunkOf(1));

        var found = await FindAsync();
        Assert.That((found.Summary, found.StoredFile), Is.EqualTo(((RecordingSummary?)null, (RenditionFile?)null)));
    }

    [Test]
    public async Task AddChunkAsync_CallWithFile_QueuesFileAfterItsLinksExpire()
    {
        var call = await EndedCallAsync();
        var file = await KeepFileAsync(call);

        await AddAsync(call, ChunkOf(1));

        Assert.That(await DueAsync(Later.AddSeconds(-1)), Is.Empty);
        Assert.That(await DueAsync(Later), Is.EqualTo((string[])[file.ObjectKey]));
    }

    [Test]
    public async Task AddChunkAsync_CallInProgress_HasNoRevision()
    {
        var call = await OpenCallAsync();
        await AddAsync(call, ChunkOf(0));

        Assert.That((await FindAsync()).Revision, Is.Null);
    }

    [TestCase(0, 0, true, TestName = "AddChunkAsync_LateInTheSecondOfTheEnd_IsAmbiguous")]
    [TestCase(1, 1, false, TestName = "AddChunkAsync_LateInANewSecond_MovesTheRevision")]
    [TestCase(-3, 0, true, TestName = "AddChunkAsync_ClockSetBack_KeepsTheRevisionSecond")]
    public async Task AddChunkAsync_LateChunk_SetsTheRevision(int secondsAfterTheEnd, int expectedSecond, bool ambiguous)
    {
        var call = await EndedCallAsync(completedAt: Now.AddMilliseconds(100));

        await AddAsync(call, ChunkOf(1), now: Now.AddSeconds(secondsAfterTheEnd).AddMilliseconds(900));

        Assert.That((await FindAsync()).Revision, Is.EqualTo(new Revision(Now.AddSeconds(expectedSecond), ambiguous)));
    }

    [Test]
    public async Task AddChunkAsync_SecondAfterAmbiguousOne_IsUnambiguous()
    {
        var call = await EndedCallAsync();
        await AddAsync(call, ChunkOf(1), now: Now);

        await AddAsync(call, ChunkOf(2), now: Now.AddSeconds(9));

        Assert.That((await FindAsync()).Revision, Is.EqualTo(new Revision(Now.AddSeconds(9), false)));
    }

    [Test]
    public async Task AddChunkAsync_AnotherCall_KeepsThisCallsFile()
    {
        var call = await EndedCallAsync();
        var file = await KeepFileAsync(call);
        var other = new ChatId(48214);
        await Calls.AddAsync(Workspace, other, Description(), default);

        await AddAsync((await Recordings.FindAsync(Workspace, other, default))!.Key, ChunkOf(5));

        Assert.That((await FindAsync()).StoredFile, Is.EqualTo(file));
    }
}
