using Moq;
using Recordings.Application.Timelines;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Tests.Timelines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OutlineLoaderTests
{
    private static readonly Chunk[] OneChunk = [Chunks.Of(0)];
    private static readonly Chunk[] TwoChunks = [Chunks.Of(0), Chunks.Of(1)];
    private static readonly Recording InProgress = RecordingRows.Create(ended: false, chunks: 1);
    private static readonly Recording Ended = RecordingRows.Create(chunks: 1);

    private readonly MockedPorts _ports = new();
    private readonly TaskCompletionSource _readBegan = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task Load_CallInProgress_IsTheOutlineOfItsChunks()
    {
        _ports.Add(InProgress, OneChunk);

        Assert.That((await LoadAsync(InProgress))?.Outline.Frames, Is.EqualTo(8000));
    }

    [Test]
    public async Task Load_CallInProgress_ComputesNoSummary()
    {
        _ports.Add(InProgress, OneChunk);

        await LoadAsync(InProgress);

        AssertReads(summarize: true, Times.Never());
        AssertKept(Times.Never());
    }

    [Test]
    public async Task Load_EndedCallWithoutSummary_HasTheComputedOneAndKeepsIt()
    {
        _ports.Add(Ended, OneChunk);

        Assert.That((await LoadAsync(Ended))?.Recording.Summary, Is.EqualTo(RecordingRows.Summary));
        AssertKept(Times.Once());
    }

    [Test]
    public async Task Load_EndedCallWithSummary_ComputesNone()
    {
        var known = RecordingRows.Create(summary: RecordingRows.Summary);
        _ports.Add(known, OneChunk);

        Assert.That((await LoadAsync(known))?.Recording.Summary, Is.EqualTo(RecordingRows.Summary));
        AssertReads(summarize: true, Times.Never());
    }

    [Test]
    public async Task Load_EndedCallGrewInBetween_SummarizesTheSameChunks()
    {
        var known = RecordingRows.Create(summary: RecordingRows.Summary);
        _ports.Add(known, TwoChunks);

        var described = await LoadAsync(known);

        Assert.That(
            (described?.Outline.Chunks, described?.Recording.Summary),
            Is.EqualTo((2, RecordingSummary.Create(Timeline.Create(TwoChunks), TwoChunks))));
    }

    [Test]
    public async Task Load_SameCountAgain_ReadsTheChunksOnce()
    {
        _ports.Add(InProgress, OneChunk);

        await LoadAsync(InProgress);
        await LoadAsync(InProgress);

        AssertReads(summarize: false, Times.Once());
    }

    [Test]
    public async Task Load_OneMoreChunk_ReadsTheChunksAgain()
    {
        _ports.Add(InProgress, OneChunk);
        await LoadAsync(InProgress);
        var grown = RecordingRows.Create(ended: false, chunks: 2);
        _ports.Add(grown, TwoChunks);

        Assert.That((await LoadAsync(grown))?.Outline.Chunks, Is.EqualTo(2));
    }

    [Test]
    public async Task Load_ManyAtOnce_ShareOneRead()
    {
        var reading = SetUpRead(InProgress);

        var loads = Enumerable.Range(0, 40).Select(_ => LoadAsync(InProgress)).ToArray();
        reading.SetResult(MockedPorts.OutlineOf(OneChunk, summarize: false));
        await Task.WhenAll(loads);

        AssertReads(summarize: false, Times.Once());
    }

    [Test]
    public async Task Load_JoinedReadBeganTooEarly_ReadsAgain()
    {
        var reading = SetUpRead(InProgress);
        var early = LoadAsync(InProgress);
        await _readBegan.Task;
        var grown = RecordingRows.Create(ended: false, chunks: 2);
        var late = LoadAsync(grown);
        _ports.Add(grown, TwoChunks);

        reading.SetResult(MockedPorts.OutlineOf(OneChunk, summarize: false));

        Assert.That(((await early)?.Outline.Chunks, (await late)?.Outline.Chunks), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Load_CallerLeaves_IsCancelled()
    {
        SetUpRead(InProgress);
        using var leaving = new CancellationTokenSource();
        var load = _ports.Outlines.LoadAsync(InProgress, leaving.Token);

        leaving.Cancel();

        Assert.That(() => load, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Load_ChatDeletedInBetween_IsNull()
    {
        _ports.Add(InProgress);
        _ports.AddVersions((Recording?)null);

        Assert.That(await LoadAsync(InProgress), Is.Null);
    }

    [Test]
    public async Task Load_ChatCapturedAgainInBetween_IsNull()
    {
        _ports.Add(InProgress);
        _ports.Add(RecordingRows.Create(ended: false, key: RecordingRows.OtherKey), OneChunk);

        Assert.That(await LoadAsync(InProgress), Is.Null);
    }

    [Test]
    public void Load_CountAndChunksNeverAgree_Throws()
    {
        var two = RecordingRows.Create(chunks: 2);
        _ports.Add(two, OneChunk);

        Assert.That(() => LoadAsync(two), Throws.InvalidOperationException);
    }

    private Task<DescribedRecording?> LoadAsync(Recording recording) => _ports.Outlines.LoadAsync(recording, default);

    /// <summary>The first read waits for the result.</summary>
    private TaskCompletionSource<RecordingOutline?> SetUpRead(Recording recording)
    {
        var reading = new TaskCompletionSource<RecordingOutline?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ports.Add(recording, OneChunk);
        _ports.Recordings.Setup(recordings => recordings.LoadOutlineAsync(
                recording.Key, recording.ChunkCount, It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .Callback(() => _readBegan.TrySetResult()).Returns(reading.Task);
        return reading;
    }

    private void AssertReads(bool summarize, Times times) =>
        _ports.Recordings.Verify(
            recordings => recordings.LoadOutlineAsync(It.IsAny<ChatKey>(), It.IsAny<int>(), summarize, It.IsAny<CancellationToken>()), times);

    private void AssertKept(Times times) =>
        _ports.Recordings.Verify(
            recordings => recordings.KeepSummaryAsync(
                RecordingRows.Key, It.IsAny<int>(), It.IsAny<RecordingSummary>(), It.IsAny<CancellationToken>()),
            times);
}
