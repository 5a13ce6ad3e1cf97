using Moq;
using Recordings.Application.Ports;
using Recordings.Application.Timelines;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Tests.Timelines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TimelineLoaderTests
{
    private static readonly Chunk[] OneChunk = [Chunks.Of(0)];
    private static readonly Chunk[] TwoChunks = [Chunks.Of(0), Chunks.Of(1)];
    private static readonly Recording WithOne = RecordingRows.Create(chunks: 1);
    private static readonly Recording WithTwo = RecordingRows.Create(chunks: 2);

    private readonly MockedPorts _ports = new();

    [Test]
    public async Task Load_Recording_IsTheTimelineOfItsChunks()
    {
        _ports.Add(WithTwo, TwoChunks);

        Assert.That((await LoadAsync(WithTwo))?.Timeline.Frames, Is.EqualTo(16000));
    }

    [Test]
    public async Task Load_RecordingWithoutSummary_HasTheComputedOne()
    {
        _ports.Add(WithOne, OneChunk);

        Assert.That((await LoadAsync(WithOne))?.Summary, Is.EqualTo(RecordingRows.Summary));
    }

    [Test]
    public async Task Load_SameCaptureAndChunkCount_ReadsTheChunksOnce()
    {
        _ports.Add(WithOne, OneChunk);

        var (first, second) = (await LoadAsync(WithOne), await LoadAsync(WithOne));

        Assert.That(second?.Timeline, Is.SameAs(first?.Timeline));
        AssertChunksWereRead(WithOne.Key, Times.Once());
    }

    [Test]
    public async Task Load_OneMoreChunk_ReadsTheChunksAgain()
    {
        _ports.Add(WithOne, OneChunk);
        await LoadAsync(WithOne);
        _ports.Add(WithTwo, TwoChunks);

        Assert.That((await LoadAsync(WithTwo))?.Timeline.Frames, Is.EqualTo(16000));
    }

    [Test]
    public async Task Load_OtherCapture_ReadsItsOwnChunks()
    {
        var other = RecordingRows.Create(key: RecordingRows.OtherKey);
        _ports.Add(WithOne, OneChunk);
        await LoadAsync(WithOne);
        _ports.Add(other, OneChunk);

        await LoadAsync(other);

        AssertChunksWereRead(RecordingRows.OtherKey, Times.Once());
    }

    [Test]
    public async Task Load_ChunkIsAddedInBetween_IsTheRecordingWithIt()
    {
        _ports.Add(WithTwo, TwoChunks);

        var loaded = await LoadAsync(WithOne);

        Assert.That((loaded?.Recording.ChunkCount, loaded?.Timeline.Frames), Is.EqualTo((2, 16000L)));
    }

    [Test]
    public async Task Load_ChatDeletedInBetween_IsNull()
    {
        _ports.Add(WithOne);
        _ports.AddVersions((Recording?)null);

        Assert.That(await LoadAsync(WithOne), Is.Null);
    }

    [Test]
    public async Task Load_ChatCapturedAgainInBetween_IsNull()
    {
        _ports.Add(WithOne);
        _ports.Add(RecordingRows.Create(key: RecordingRows.OtherKey), OneChunk);

        Assert.That(await LoadAsync(WithOne), Is.Null);
    }

    [Test]
    public void Load_CountAndChunksNeverAgree_Throws()
    {
        _ports.Add(WithTwo, OneChunk);

        Assert.That(() => LoadAsync(WithTwo), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Load_RecordingWithoutSummary_KeepsTheSummary()
    {
        _ports.Add(WithOne, OneChunk);

        await LoadAsync(WithOne);

        _ports.Recordings.Verify(
            recordings => recordings.KeepSummaryAsync(RecordingRows.Key, 1, RecordingRows.Summary, It.IsAny<CancellationToken>()),
            Times.Once);
    }

    [Test]
    public async Task Load_RecordingWithSummary_KeepsNone()
    {
        var known = RecordingRows.Create(summary: RecordingRows.Summary);
        _ports.Add(known, OneChunk);

        await LoadAsync(known);

        _ports.Recordings.Verify(
            recordings => recordings.KeepSummaryAsync(
                It.IsAny<ChatKey>(), It.IsAny<int>(), It.IsAny<RecordingSummary>(), It.IsAny<CancellationToken>()),
            Times.Never);
    }

    [Test]
    public async Task Load_DatabaseCannotBeWritten_IsTheTimeline()
    {
        _ports.Add(WithOne, OneChunk);
        _ports.Recordings.Setup(recordings => recordings.KeepSummaryAsync(
                It.IsAny<ChatKey>(), It.IsAny<int>(), It.IsAny<RecordingSummary>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new DependencyUnavailableException(Dependency.Database, null));

        Assert.That((await LoadAsync(WithOne))?.Timeline.Frames, Is.EqualTo(8000));
    }

    [Test]
    public async Task Load_SummaryWasNotKept_IsKeptTheNextTime()
    {
        var written = 0;
        _ports.Add(WithOne, OneChunk);
        _ports.Recordings.Setup(recordings => recordings.KeepSummaryAsync(
                It.IsAny<ChatKey>(), It.IsAny<int>(), It.IsAny<RecordingSummary>(), It.IsAny<CancellationToken>()))
            .Returns(() => written++ == 0
                ? Task.FromException(new DependencyUnavailableException(Dependency.Database, null))
                : Task.CompletedTask);

        await LoadAsync(WithOne);
        await LoadAsync(WithOne);

        Assert.That(written, Is.EqualTo(2));
    }

    private Task<RecordingTimeline?> LoadAsync(Recording recording) => _ports.Timelines.LoadAsync(recording, default);

    private void AssertChunksWereRead(ChatKey key, Times times) =>
        _ports.Recordings.Verify(recordings => recordings.LoadChunksAsync(key, It.IsAny<CancellationToken>()), times);
}
