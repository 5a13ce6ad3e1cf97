using Moq;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Tests.Reading;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StoredFilesTests : IAsyncDisposable
{
    private static readonly Recording Recording = RecordingRows.WithFile;
    private static readonly StoredFile Stored = new(RecordingRows.File, new uint[] { 1 });
    private static readonly StoredFile Superseded = Stored with { File = RecordingRows.File with { Fingerprint = Digests.Of("earlier") } };

    private readonly MockedPorts _ports = new();
    private readonly List<(Sha256 Fingerprint, TimeSpan DueIn)> _dropped = [];
    private Func<CancellationToken, Task<Stream>>? _replace;

    public StoredFilesTests()
    {
        _ports.Add(Recording, RecordingRows.Chunk);
        _ports.AddRow(Stored);
        _ports.AddRow(Superseded);
        _ports.Recordings.Setup(recordings => recordings.DropFileAsync(
                RecordingRows.Key, It.IsAny<Sha256>(), _ports.Time.GetUtcNow(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Callback((Domain.Chats.ChatKey _, Sha256 fingerprint, DateTimeOffset now, DateTimeOffset dueAt, CancellationToken _) =>
                _dropped.Add((fingerprint, dueAt - now)))
            .ReturnsAsync(true);
        _ports.Store.Setup(store => store.OpenAsync(
                It.IsAny<StoredFile>(), It.IsAny<Func<CancellationToken, Task<Stream>>>(), It.IsAny<CancellationToken>()))
            .Callback((StoredFile _, Func<CancellationToken, Task<Stream>> replace, CancellationToken _) => _replace = replace)
            .ReturnsAsync(new MemoryStream());
    }

    public ValueTask DisposeAsync() => _ports.DisposeAsync();

    [Test]
    public async Task Open_Twice_ReadsTheChecksumsOnce()
    {
        await OpenAsync();
        await OpenAsync();

        _ports.Recordings.Verify(
            recordings => recordings.FindFileAsync(RecordingRows.Key, RecordingRows.File.Fingerprint, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task Open_RowIsGone_IsNull()
    {
        _ports.Recordings.Setup(recordings => recordings.FindFileAsync(RecordingRows.Key, It.IsAny<Sha256>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((StoredFile?)null);

        Assert.That(await OpenAsync(), Is.Null);
    }

    [Test]
    public async Task Open_WrittenByAnEarlierRelease_IsNullAndAssembledAgain()
    {
        _ports.AddRow(Stored with { BlockChecksums = default });

        Assert.That(await OpenAsync(), Is.Null);
        Assert.That(_dropped, Is.EqualTo(new[] { (RecordingRows.File.Fingerprint, TimeSpan.FromHours(1)) }));
    }

    [Test]
    public async Task Read_DamagedFile_ContinuesInTheLiveRendering()
    {
        await OpenAsync();

        Assert.That(await _replace!(default), Is.SameAs(_ports.Rendered));
    }

    [Test]
    public async Task Read_DamagedFile_IsDropped()
    {
        await OpenAsync();

        await _replace!(default);

        Assert.That(_dropped, Is.EqualTo(new[] { (RecordingRows.File.Fingerprint, TimeSpan.FromMinutes(1)) }));
    }

    [Test]
    public async Task Read_DamagedFileAfterALateChunk_Fails()
    {
        await OpenAsync();
        Chunk[] chunks = [RecordingRows.Chunk, RecordingRows.Chunk with { Sequence = 1 }];
        _ports.Add(RecordingRows.Create(chunks: 2), chunks);

        Assert.That(() => _replace!(default), Throws.InstanceOf<DependencyUnavailableException>());
    }

    [Test]
    public async Task Read_DamagedSupersededFile_FailsAndIsDropped()
    {
        await _ports.Files.OpenSupersededAsync(Recording, Superseded.File.Fingerprint, default);

        Assert.That(() => _replace!(default), Throws.InstanceOf<DependencyUnavailableException>());
        Assert.That(_dropped.Single().Fingerprint, Is.EqualTo(Superseded.File.Fingerprint));
    }

    [Test]
    public async Task OpenSuperseded_WrittenByAnEarlierRelease_IsNull()
    {
        _ports.AddRow(Superseded with { BlockChecksums = default });

        Assert.That(await _ports.Files.OpenSupersededAsync(Recording, Superseded.File.Fingerprint, default), Is.Null);
    }

    private Task<Stream?> OpenAsync() => _ports.Files.OpenAsync(Recording, Rendition.Mix, default);
}
