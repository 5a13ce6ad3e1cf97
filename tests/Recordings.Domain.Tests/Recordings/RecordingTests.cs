using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Recordings;

public sealed class RecordingTests
{
    private static readonly Sha256 Bytes = new(new byte[Sha256.Length]);
    private static readonly Sha256 OtherBytes = new([1, .. new byte[Sha256.Length - 1]]);
    private static readonly RecordingSummary Summary = new(Bytes, SampleRate.FromHertz(8000), 8000);

    [Test]
    public void Constructor_RevisionOfACallInProgress_Throws() =>
        Assert.That(
            () => RecordingRows.Create(ended: false, RecordingRows.EndRevision, 1, null, null),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("revision"));

    [Test]
    public void Constructor_EndedCallWithoutRevision_Throws() =>
        Assert.That(
            () => RecordingRows.Create(ended: true, null, 1, null, null),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("revision"));

    [Test]
    public void Constructor_SummaryWithoutChunks_Throws() =>
        Assert.That(
            () => RecordingRows.Create(ended: true, RecordingRows.EndRevision, 0, Summary, null),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("summary"));

    [Test]
    public void Constructor_FileWithoutSummary_Throws() =>
        Assert.That(
            () => RecordingRows.Create(ended: true, RecordingRows.EndRevision, 1, null, FileOf(Bytes)),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("storedFile"));

    [Test]
    public void Constructor_FileOfAnotherFingerprint_Throws() =>
        Assert.That(
            () => RecordingRows.Create(ended: true, RecordingRows.EndRevision, 1, Summary, FileOf(OtherBytes)),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("storedFile"));

    [Test]
    public void Constructor_FileOfTheSameFingerprint_IsValid() =>
        Assert.That(
            RecordingRows.Create(ended: true, RecordingRows.EndRevision, 1, Summary, FileOf(Bytes)).StoredFile,
            Is.EqualTo(FileOf(Bytes)));

    [Test]
    public void FindFile_OfTheMix_IsTheStoredFile() =>
        Assert.That(
            RecordingRows.Create(ended: true, RecordingRows.EndRevision, 1, Summary, FileOf(Bytes)).FindFile(Rendition.Mix),
            Is.EqualTo(FileOf(Bytes)));

    [Test]
    public void FindFile_NoFileStored_IsNull() =>
        Assert.That(RecordingRows.Create(ended: true, RecordingRows.EndRevision, 1, Summary, null).FindFile(Rendition.Mix), Is.Null);

    private static RenditionFile FileOf(Sha256 fingerprint) => new("key", fingerprint, 16044, OtherBytes);
}
