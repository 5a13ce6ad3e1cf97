using Recordings.Application.Capture;
using Recordings.Application.Capture.StoreChunk;
using Recordings.Application.Ports;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Tests.Capture.StoreChunk;

public sealed class ChunkDecisionTests
{
    private const long MaxBytes = 1000;

    private static readonly CaptureOptions Limits = new() { MaxChunkBytes = MaxBytes, MaxCallHours = 1, MaxChunksPerCall = 3 };
    private static readonly Chunk Stored = RecordingRows.Chunk;
    private static readonly MediaTime OneHour = new(3_600_000_000_000);

    /// <summary>Milliseconds since 1970, sent as milliseconds from the call's start.</summary>
    private static readonly MediaTime Epoch = new(RecordingRows.StartedAt.ToUnixTimeMilliseconds() * 1_000_000);

    [TestCase(true)]
    [TestCase(false)]
    public void BeforeInspection_SameChunkIsStored_IsThatChunk(bool recordingEnabled)
    {
        var answer = Decide(recordingEnabled, stored: Stored).BeforeInspection(Stored.Checksum, isTooLong: false);

        Assert.That(answer?.Value, Is.EqualTo(new StoredChunk(Stored, Created: false)));
    }

    /// <summary>Each row removes one reason from the row before: the reasons are checked in the contract's order.</summary>
    [TestCase(false, true, false, FailureCode.CaptureDisabled)]
    [TestCase(true, true, false, FailureCode.ChunkTooLarge)]
    [TestCase(true, false, false, FailureCode.UnsupportedMediaType)]
    [TestCase(true, false, true, null)]
    public void BeforeInspection_SeveralReasons_GivesTheFirst(bool recordingEnabled, bool isTooLong, bool isTyped, FailureCode? expected)
    {
        var answer = Decide(recordingEnabled, isTyped).BeforeInspection(Digests.Of("sent"), isTooLong);

        Assert.That(answer?.Failure?.Code, Is.EqualTo(expected));
    }

    /// <summary>Without its content coding the body could be anything, also the chunk that is stored.</summary>
    [TestCase(true, true)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    public void BeforeInspection_CodedBody_IsUnsupported(bool isStored, bool isTyped)
    {
        var decision = Decide(isTyped: isTyped, stored: isStored ? Stored : null);
        var coded = decision with { Request = decision.Request with { IsCoded = true } };

        Assert.That(coded.MayBeStored, Is.False);
        Assert.That(coded.BeforeInspection(Stored.Checksum, isTooLong: false)?.Failure?.Code, Is.EqualTo(FailureCode.UnsupportedCoding));
    }

    [Test]
    public void BeforeInspection_OtherChunkIsStored_LetsTheAudioDecide() =>
        Assert.That(Decide(stored: Stored).BeforeInspection(Digests.Of("sent"), isTooLong: false), Is.Null);

    [Test]
    public void AfterInspection_ChunkThatFits_IsStored() => Assert.That(Decide().AfterInspection(ChunkRequests.Audio), Is.Null);

    /// <summary>Each row removes one reason from the row before: the reasons are checked in the contract's order.</summary>
    [TestCase(false, 2, true, 3, FailureCode.InvalidAudio)]
    [TestCase(true, 2, true, 3, FailureCode.CallTooLong)]
    [TestCase(true, 0, true, 3, FailureCode.ChunkConflict)]
    [TestCase(true, 0, false, 3, FailureCode.TooManyChunks)]
    [TestCase(true, 0, false, 2, null)]
    public void AfterInspection_SeveralReasons_GivesTheFirst(bool isAudio, int startHours, bool isStored, int chunks, FailureCode? expected)
    {
        ChunkInspection inspection = isAudio ? ChunkRequests.Audio : new ChunkInspection.Rejected("Not a WAV file.");
        var decision = Decide(stored: isStored ? Stored : null, chunks: chunks);

        var failure = At(decision, new MediaTime(startHours * OneHour.Nanoseconds)).AfterInspection(inspection);

        Assert.That(failure?.Code, Is.EqualTo(expected));
    }

    [Test]
    public void AfterInspection_InvalidAudio_GivesTheInspectorsReason() =>
        Assert.That(Decide().AfterInspection(new ChunkInspection.Rejected("Not a WAV file."))?.Detail, Is.EqualTo("Not a WAV file."));

    [TestCase(0, null)]
    [TestCase(1, FailureCode.CallTooLong)]
    public void AfterInspection_EndOfTheChunk_IsAtMostTheLongestCall(long nanosecondsMore, FailureCode? expected)
    {
        var start = new MediaTime(OneHour.Nanoseconds - 1_000_000_000 + nanosecondsMore);

        Assert.That(At(Decide(), start).AfterInspection(ChunkRequests.Audio)?.Code, Is.EqualTo(expected));
    }

    [Test]
    public void AfterInspection_StartSince1970_HintsAtIt() =>
        Assert.That(At(Decide(), Epoch).AfterInspection(ChunkRequests.Audio)?.Detail, Does.Contain("1970"));

    [Test]
    public void AfterInspection_StartTooLate_HintsAtNothing() =>
        Assert.That(At(Decide(), OneHour).AfterInspection(ChunkRequests.Audio)?.Detail, Does.Not.Contain("1970"));

    [TestCase(true, true, 100L, true)]
    [TestCase(true, true, MaxBytes, true)]
    [TestCase(true, true, null, true)]
    [TestCase(true, true, MaxBytes + 1, false)]
    [TestCase(true, false, 100L, false)]
    [TestCase(false, true, 100L, false)]
    public void MayBeStored_Request_NeedsRecordingATypeAndALengthThatFits(
        bool recordingEnabled, bool isTyped, long? contentLength, bool expected) =>
        Assert.That(Announce(Decide(recordingEnabled, isTyped), contentLength).MayBeStored, Is.EqualTo(expected));

    [TestCase(false, true, true, 100L, true, Description = "The stored chunk may be the same one.")]
    [TestCase(false, true, true, null, true, Description = "The stored chunk may be the same one.")]
    [TestCase(false, true, false, 100L, false)]
    [TestCase(false, false, true, 100L, false)]
    [TestCase(false, false, true, null, true, Description = "The body is read to its end, as always where its length is unknown.")]
    [TestCase(false, true, true, MaxBytes + 1, false)]
    [TestCase(true, false, false, null, true, Description = "The body may be too long.")]
    [TestCase(true, false, true, null, true, Description = "The body may be too long.")]
    [TestCase(true, false, true, 100L, false)]
    [TestCase(true, false, false, MaxBytes + 1, false)]
    public void NeedsDigest_BodyThatIsNotKept_DependsOnWhatTheAnswerNeeds(
        bool recordingEnabled, bool isTyped, bool isStored, long? contentLength, bool expected) =>
        Assert.That(
            Announce(Decide(recordingEnabled, isTyped, isStored ? Stored : null), contentLength).NeedsDigest, Is.EqualTo(expected));

    [Test]
    public void IsSame_SameStartTypeAndBytes_IsTrue() => Assert.That(Decide().IsSame(Stored, Stored.Checksum), Is.True);

    [Test]
    public void IsSame_OtherStart_IsFalse() =>
        Assert.That(At(Decide(), new MediaTime(1)).IsSame(Stored, Stored.Checksum), Is.False);

    [TestCase("audio/PCMU")]
    [TestCase(null)]
    public void IsSame_OtherType_IsFalse(string? contentType)
    {
        _ = ChunkMediaType.TryParse(contentType, out var type);
        var decision = Decide();

        Assert.That((decision with { Request = decision.Request with { Type = type } }).IsSame(Stored, Stored.Checksum), Is.False);
    }

    [Test]
    public void IsSame_OtherBytes_IsFalse() => Assert.That(Decide().IsSame(Stored, Digests.Of("sent")), Is.False);

    [Test]
    public void IsSame_UnreadBody_IsFalse() => Assert.That(Decide().IsSame(Stored, checksum: null), Is.False);

    private static ChunkDecision Decide(bool recordingEnabled = true, bool isTyped = true, Chunk? stored = null, int chunks = 1) => new(
        ChunkRequests.Create() with { Type = isTyped ? ChunkMediaType.Wav : null },
        RecordingRows.Create(ended: false, chunks, recordingEnabled),
        stored,
        Limits);

    private static ChunkDecision At(ChunkDecision decision, MediaTime start) =>
        decision with { Request = decision.Request with { Start = start } };

    private static ChunkDecision Announce(ChunkDecision decision, long? contentLength) =>
        decision with { Request = decision.Request with { ContentLength = contentLength } };
}
