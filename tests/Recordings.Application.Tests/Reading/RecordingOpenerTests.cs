using Recordings.Application.Reading;
using Recordings.Domain;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Tests.Reading;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RecordingOpenerTests
{
    private static readonly Recording Recording = RecordingRows.WithFile;
    private static readonly Sha256 OldFingerprint = Digests.Of("an earlier version");
    private static readonly RenditionFile OldFile = RecordingRows.File with { Fingerprint = OldFingerprint };

    private readonly MockedPorts _ports = new();

    public RecordingOpenerTests() => _ports.Add(Recording, RecordingRows.Chunk);

    [Test]
    public async Task Open_StoredFile_IsItsContent()
    {
        var stored = _ports.AddFile(RecordingRows.File);

        Assert.That((await OpenAsync()).Content, Is.SameAs(stored));
    }

    [Test]
    public async Task Open_StoredFileIsMissing_IsTheLiveRendering() => Assert.That((await OpenAsync()).Content, Is.SameAs(_ports.Rendered));

    [Test]
    public async Task Open_StoredFileAndLiveRendering_HaveTheSameHeaders()
    {
        var live = await OpenAsync();
        _ports.AddFile(RecordingRows.File);

        var stored = await OpenAsync();

        Assert.That(stored with { Content = live.Content }, Is.EqualTo(live));
    }

    [Test]
    public async Task Open_RecordingWithoutSummary_HasTheComputedETag()
    {
        var opened = await _ports.Opener.OpenAsync(RecordingRows.Create(), Rendition.Mix, download: false, default);

        Assert.That(opened.Value?.ETag, Is.EqualTo($"\"{RecordingRows.Summary.Fingerprint}\""));
    }

    [Test]
    public async Task Open_ChatDeletedInBetween_IsChatNotFound()
    {
        _ports.Add(RecordingRows.Create());
        _ports.AddVersions((Recording?)null);

        var opened = await _ports.Opener.OpenAsync(RecordingRows.Create(), Rendition.Mix, download: false, default);

        Assert.That(opened.Failure?.Code, Is.EqualTo(FailureCode.ChatNotFound));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Open_Download_IsAsAsked(bool download)
    {
        var opened = await _ports.Opener.OpenAsync(Recording, Rendition.Mix, download, default);

        Assert.That(opened.Value?.Download, Is.EqualTo(download));
    }

    [Test]
    public async Task OpenVersion_PresentVersion_IsTheStoredFile()
    {
        var stored = _ports.AddFile(RecordingRows.File);

        var opened = await _ports.Opener.OpenVersionAsync(Recording, RecordingRows.Summary.Fingerprint, download: false, default);

        Assert.That(opened?.Content, Is.SameAs(stored));
    }

    [Test]
    public async Task OpenVersion_PresentVersionWithoutFile_IsTheLiveRendering()
    {
        var opened = await _ports.Opener.OpenVersionAsync(Recording, RecordingRows.Summary.Fingerprint, download: false, default);

        Assert.That(opened?.Content, Is.SameAs(_ports.Rendered));
    }

    [Test]
    public async Task OpenVersion_SupersededFile_IsItsContent()
    {
        var superseded = _ports.AddFile(OldFile);

        var opened = await _ports.Opener.OpenVersionAsync(Recording, OldFingerprint, download: true, default);

        Assert.That(opened, Is.EqualTo(new RecordingAudio(
            superseded, $"\"{OldFingerprint}\"", RecordingRows.EndedAt, LastModifiedIsStrong: false, "recording-17.wav", Download: true)));
    }

    [Test]
    public async Task OpenVersion_SupersededFileIsGone_IsNull() =>
        Assert.That(await _ports.Opener.OpenVersionAsync(Recording, OldFingerprint, download: false, default), Is.Null);

    private async Task<RecordingAudio> OpenAsync() =>
        (await _ports.Opener.OpenAsync(Recording, Rendition.Mix, download: false, default)).Value!;
}
