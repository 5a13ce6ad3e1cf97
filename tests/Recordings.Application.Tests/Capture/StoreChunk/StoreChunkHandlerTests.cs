using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Moq;
using Moq.Language.Flow;
using Recordings.Application.Capture;
using Recordings.Application.Capture.StoreChunk;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;
using Request = Recordings.Application.Capture.StoreChunk.StoreChunk;

namespace Recordings.Application.Tests.Capture.StoreChunk;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StoreChunkHandlerTests : IDisposable
{
    private const long MaxBytes = 1000;

    private static readonly Recording Open = RecordingRows.Create(ended: false);
    private static readonly Recording WithoutVoice =
        RecordingRows.Create(ended: false, description: RecordingRows.Describe(Channel.Email));

    private static readonly Recording Disabled = RecordingRows.Create(ended: false, enabled: false);

    private readonly MockedPorts _ports = new();
    private readonly Mock<IChunkInspector> _inspector = new();
    private readonly Mock<IStagedObject> _staged = new();
    private readonly MemoryStream _body = new(new byte[100]);
    private readonly List<string> _committed = [];
    private AddChunkOutcome _outcome = AddChunkOutcome.Added;

    public StoreChunkHandlerTests()
    {
        _ports.Add(Open);
        _ports.Store.Setup(store => store.StageAsync(_body, MaxBytes, It.IsAny<CancellationToken>())).ReturnsAsync(_staged.Object);
        _staged.Setup(staged => staged.Checksum).Returns(RecordingRows.Chunk.Checksum);
        _staged.Setup(staged => staged.OpenRead()).Returns(() => new MemoryStream());
        _staged.Setup(staged => staged.CommitAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Callback((string key, CancellationToken _) => _committed.Add(key));
        SetUpInspection(ChunkRequests.Audio);
        SetUpAddChunk().ReturnsAsync(() => _outcome);
    }

    /// <summary>Why a chunk is not stored. Its body does not matter.</summary>
    public enum Reason
    {
        UnknownChat,
        ChatWithoutVoice,
        RecordingIsOff,
        TooLongAsAnnounced,
        UnsupportedType,
    }

    public void Dispose() => _body.Dispose();

    [Test]
    public async Task Handle_NewChunk_IsStored()
    {
        var stored = (await HandleAsync(CreateRequest())).Value!;

        Assert.That(
            (stored.Created, stored.Chunk.Checksum, stored.Chunk.Frames, stored.Chunk.Payload.ObjectKey),
            Is.EqualTo((true, RecordingRows.Chunk.Checksum, 8000L, _committed[0])));
    }

    [Test]
    public async Task Handle_NewChunk_IsCommittedBeforeItsRowIsAdded()
    {
        var committedBefore = 0;
        SetUpAddChunk().Callback(() => committedBefore = _committed.Count).ReturnsAsync(AddChunkOutcome.Added);

        await HandleAsync(CreateRequest());

        Assert.That(committedBefore, Is.EqualTo(1));
    }

    [TestCase(Reason.UnknownChat, FailureCode.ChatNotFound)]
    [TestCase(Reason.ChatWithoutVoice, FailureCode.CaptureNotAVoiceChat)]
    [TestCase(Reason.RecordingIsOff, FailureCode.CaptureDisabled)]
    [TestCase(Reason.TooLongAsAnnounced, FailureCode.ChunkTooLarge)]
    [TestCase(Reason.UnsupportedType, FailureCode.UnsupportedMediaType)]
    public async Task Handle_ReasonThatNeedsNoBody_IsItsFailure(Reason reason, FailureCode expected) =>
        Assert.That((await HandleAsync(SetUpReason(reason))).Failure?.Code, Is.EqualTo(expected));

    [Test]
    public async Task Handle_ReasonThatNeedsNoBody_DoesNotReadIt([Values] Reason reason)
    {
        await HandleAsync(SetUpReason(reason));

        Assert.That(_body.Position, Is.Zero);
    }

    [TestCase(MaxBytes, FailureCode.UnsupportedMediaType)]
    [TestCase(MaxBytes + 1, FailureCode.ChunkTooLarge)]
    public async Task Handle_UnsupportedTypeWithoutLength_ReadsTheBodyToKnowItsLength(long length, FailureCode expected)
    {
        using var body = new MemoryStream(new byte[length]);

        var result = await HandleAsync(CreateRequest() with { Type = null, ContentLength = null, Body = body });

        Assert.That(result.Failure?.Code, Is.EqualTo(expected));
    }

    [Test]
    public async Task Handle_SameChunkWhileRecordingIsOff_IsTheStoredChunk()
    {
        _ports.Add(Disabled);
        var stored = SetUpStored(RecordingRows.Chunk with { Checksum = BodyChecksum() });

        Assert.That((await HandleAsync(CreateRequest())).Value, Is.EqualTo(new StoredChunk(stored, Created: false)));
    }

    [Test]
    public async Task Handle_SameChunkAgain_IsTheStoredChunk()
    {
        var stored = SetUpStored(RecordingRows.Chunk);

        Assert.That((await HandleAsync(CreateRequest())).Value, Is.EqualTo(new StoredChunk(stored, Created: false)));
    }

    [Test]
    public async Task Handle_SameChunkAfterTheLimitFell_IsTheStoredChunk([Values] bool isAnnounced, [Values] bool isRecorded)
    {
        if (!isRecorded)
            _ports.Add(Disabled);
        using var body = new MemoryStream(new byte[MaxBytes + 1]);
        var stored = SetUpLongStored(new Sha256(SHA256.HashData(body.ToArray())), body);

        var result = await HandleAsync(CreateRequest() with { ContentLength = isAnnounced ? body.Length : null, Body = body });

        Assert.That(result.Value, Is.EqualTo(new StoredChunk(stored, Created: false)));
    }

    [Test]
    public async Task Handle_OtherChunkOverTheLimit_IsTooLarge([Values] bool isAnnounced)
    {
        using var body = new MemoryStream(new byte[MaxBytes + 1]);
        SetUpLongStored(Digests.Of("other"), body);

        var result = await HandleAsync(CreateRequest() with { ContentLength = isAnnounced ? body.Length : null, Body = body });

        Assert.That(result.Failure?.Code, Is.EqualTo(FailureCode.ChunkTooLarge));
    }

    [Test]
    public async Task Handle_SameChunkAgain_CommitsNothing()
    {
        SetUpStored(RecordingRows.Chunk);

        await HandleAsync(CreateRequest());

        Assert.That(_committed, Is.Empty);
    }

    [Test]
    public async Task Handle_OtherChunkUnderTheNumber_IsChunkConflict()
    {
        SetUpStored(RecordingRows.Chunk with { Checksum = Digests.Of("other") });

        Assert.That((await HandleAsync(CreateRequest())).Failure?.Code, Is.EqualTo(FailureCode.ChunkConflict));
    }

    [Test]
    public async Task Handle_OtherChunkUnderTheNumber_CommitsNothing()
    {
        SetUpStored(RecordingRows.Chunk with { Checksum = Digests.Of("other") });

        await HandleAsync(CreateRequest());

        Assert.That(_committed, Is.Empty);
    }

    [Test]
    public async Task Handle_BodyLongerThanTheLimit_IsChunkTooLarge()
    {
        _ports.Store.Setup(store => store.StageAsync(_body, MaxBytes, It.IsAny<CancellationToken>())).ReturnsAsync((IStagedObject?)null);

        Assert.That((await HandleAsync(CreateRequest())).Failure?.Code, Is.EqualTo(FailureCode.ChunkTooLarge));
    }

    [Test]
    public async Task Handle_InvalidAudio_IsItsFailure()
    {
        SetUpInspection(new ChunkInspection.Rejected("Not a WAV file."));

        Assert.That((await HandleAsync(CreateRequest())).Failure?.Code, Is.EqualTo(FailureCode.InvalidAudio));
    }

    [Test]
    public async Task Handle_InvalidAudio_CommitsNothing()
    {
        SetUpInspection(new ChunkInspection.Rejected("Not a WAV file."));

        await HandleAsync(CreateRequest());

        Assert.That(_committed, Is.Empty);
    }

    [TestCase(AddChunkOutcome.NumberTaken, FailureCode.ChunkConflict)]
    [TestCase(AddChunkOutcome.TooMany, FailureCode.TooManyChunks)]
    [TestCase(AddChunkOutcome.TooManyTracks, FailureCode.TooManyTracks)]
    [TestCase(AddChunkOutcome.RecordingDisabled, FailureCode.CaptureDisabled)]
    [TestCase(AddChunkOutcome.ChatGone, FailureCode.ChatNotFound)]
    public async Task Handle_RowIsNotAdded_IsTheReason(AddChunkOutcome outcome, FailureCode expected)
    {
        _outcome = outcome;

        Assert.That((await HandleAsync(CreateRequest())).Failure?.Code, Is.EqualTo(expected));
    }

    [TestCase(AddChunkOutcome.NumberTaken)]
    [TestCase(AddChunkOutcome.TooMany)]
    [TestCase(AddChunkOutcome.TooManyTracks)]
    [TestCase(AddChunkOutcome.RecordingDisabled)]
    [TestCase(AddChunkOutcome.ChatGone)]
    public async Task Handle_RowIsNotAdded_DeletesTheObject(AddChunkOutcome outcome)
    {
        _outcome = outcome;
        var deleted = new List<string>();
        _ports.Store.Setup(store => store.DeleteAsync(It.IsAny<string>(), CancellationToken.None))
            .Callback((string key, CancellationToken _) => deleted.Add(key));

        await HandleAsync(CreateRequest());

        Assert.That(deleted, Is.EqualTo(_committed));
    }

    [Test]
    public async Task Handle_RowIsAdded_KeepsTheObject()
    {
        await HandleAsync(CreateRequest());

        _ports.Store.Verify(store => store.DeleteAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Test]
    public async Task Handle_SameChunkTwiceAtOnce_IsTheFirstOnesChunk()
    {
        _outcome = AddChunkOutcome.NumberTaken;
        SetUpStored(null, RecordingRows.Chunk);

        Assert.That((await HandleAsync(CreateRequest())).Value, Is.EqualTo(new StoredChunk(RecordingRows.Chunk, Created: false)));
    }

    [Test]
    public async Task Handle_OtherChunkAtOnce_IsChunkConflict()
    {
        _outcome = AddChunkOutcome.NumberTaken;
        SetUpStored(null, RecordingRows.Chunk with { Checksum = Digests.Of("other") });

        Assert.That((await HandleAsync(CreateRequest())).Failure?.Code, Is.EqualTo(FailureCode.ChunkConflict));
    }

    [Test]
    public async Task Handle_AnyAnswer_DropsTheStagedBody()
    {
        await HandleAsync(CreateRequest());

        _staged.Verify(staged => staged.DisposeAsync(), Times.Once);
    }

    private static Sha256 BodyChecksum() => new(SHA256.HashData(new byte[100]));

    private Request CreateRequest() => ChunkRequests.Create(_body);

    private Request SetUpReason(Reason reason)
    {
        if (reason is Reason.ChatWithoutVoice or Reason.RecordingIsOff)
            _ports.Add(reason is Reason.RecordingIsOff ? Disabled : WithoutVoice);
        return reason switch
        {
            Reason.UnknownChat => CreateRequest() with { Chat = RecordingRows.OtherChat },
            Reason.TooLongAsAnnounced => CreateRequest() with { ContentLength = MaxBytes + 1 },
            Reason.UnsupportedType => CreateRequest() with { Type = null },
            _ => CreateRequest(),
        };
    }

    private void SetUpInspection(ChunkInspection inspection) =>
        _inspector.Setup(inspector => inspector.InspectAsync(
                It.IsAny<Stream>(), It.IsAny<ChunkMediaType>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(inspection);

    private Task<Result<StoredChunk>> HandleAsync(Request request)
    {
        var commit = new ChunkCommit(_inspector.Object, _ports.Calls.Object, _ports.Store.Object, _ports.Downloads, _ports.Time);
        var options = Options.Create(new CaptureOptions { MaxChunkBytes = MaxBytes });
        return new StoreChunkHandler(_ports.Recordings.Object, _ports.Calls.Object, _ports.Store.Object, commit, options)
            .Handle(request, default);
    }

    private ISetup<ICallWriter, Task<AddChunkOutcome>> SetUpAddChunk() =>
        _ports.Calls.Setup(calls => calls.AddChunkAsync(
            RecordingRows.Key, It.IsAny<Chunk>(), new CallLimits(200_000, 64), It.IsAny<DateTimeOffset>(), It.IsAny<DateTimeOffset>(),
            It.IsAny<CancellationToken>()));

    private Chunk SetUpStored(Chunk chunk)
    {
        _ports.Calls.Setup(calls => calls.FindChunkAsync(RecordingRows.Key, chunk.Track, chunk.Sequence, It.IsAny<CancellationToken>()))
            .ReturnsAsync(chunk);
        return chunk;
    }

    /// <summary>A stored chunk as long as the body, from a time with a higher limit.</summary>
    private Chunk SetUpLongStored(Sha256 checksum, MemoryStream body)
    {
        var stored = SetUpStored(RecordingRows.Chunk with { Checksum = checksum });
        _ports.Store.Setup(store => store.FindLengthAsync(stored.Payload.ObjectKey, It.IsAny<CancellationToken>())).ReturnsAsync(body.Length);
        _ports.Store.Setup(store => store.StageAsync(body, body.Length, It.IsAny<CancellationToken>())).ReturnsAsync(_staged.Object);
        _staged.Setup(staged => staged.Length).Returns(body.Length);
        _staged.Setup(staged => staged.Checksum).Returns(new Sha256(SHA256.HashData(body.ToArray())));
        return stored;
    }

    /// <summary>One answer for the first look at the number, another for the second.</summary>
    private void SetUpStored(Chunk? first, Chunk second) =>
        _ports.Calls.SetupSequence(calls => calls.FindChunkAsync(
                RecordingRows.Key, second.Track, second.Sequence, It.IsAny<CancellationToken>()))
            .ReturnsAsync(first).ReturnsAsync(second);
}
