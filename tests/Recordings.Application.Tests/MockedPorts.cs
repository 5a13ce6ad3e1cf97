using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;
using Recordings.Application.Assembly;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Application.Reading;
using Recordings.Application.Timelines;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Tests;

/// <summary>Every port as a mock: an empty database and an empty store. What uses them is the product's own code.</summary>
internal sealed class MockedPorts : IAsyncDisposable
{
    public MockedPorts(DownloadOptions? downloads = null, AssemblyOptions? assembly = null)
    {
        Downloads = Options.Create(downloads ?? new DownloadOptions());
        var (summaries, memory) = (new SummaryKeeper(Recordings.Object, NullLogger<SummaryKeeper>.Instance), new LoadMemory());
        Timelines = new TimelineLoader(Recordings.Object, summaries, memory);
        Outlines = new OutlineLoader(Recordings.Object, summaries, memory);
        Assembler = new RecordingAssembler(
            Recordings.Object, Timelines, Store.Object, Renderer.Object, Locks.Object,
            Options.Create(assembly ?? new AssemblyOptions()), Downloads, Time);
        Renderer.Setup(renderer => renderer.Open(It.IsAny<Timeline>(), It.IsAny<Rendition>(), It.IsAny<RenderingPurpose>())).Returns(Rendered);
        Locks.Setup(locks => locks.TryAcquireAsync(It.IsAny<ChatKey>(), It.IsAny<Sha256>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(Mock.Of<IAsyncDisposable>());
        Store.Setup(store => store.PutAsync(It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new ContentChecksums(Digests.Of("written"), default));
        Recordings.Setup(recordings => recordings.KeepFileAsync(
                It.IsAny<Recording>(), It.IsAny<StoredFile>(), It.IsAny<DateTimeOffset>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(true);
        Background = new BackgroundAssembly(
            Recordings.Object, Store.Object, Timelines, Assembler, Options.Create(new AssemblyOptions()), Downloads, Time,
            NullLogger<BackgroundAssembly>.Instance);
        Files = new StoredFiles(
            Recordings.Object, Store.Object, Timelines, Renderer.Object, Background, Downloads, Time, NullLogger<StoredFiles>.Instance);
    }

    public Mock<IRecordings> Recordings { get; } = new();

    public Mock<ICallWriter> Calls { get; } = new();

    public Mock<IAudioStore> Store { get; } = new();

    public Mock<IRecordingRenderer> Renderer { get; } = new();

    public Mock<IAssemblyLock> Locks { get; } = new();

    public Mock<IDownloadLinks> Links { get; } = new();

    public Mock<ICredentials> Credentials { get; } = new();

    public Mock<IDeletionQueue> Deletions { get; } = new();

    public Mock<IWorkspaces> Workspaces { get; } = new();

    public FakeTime Time { get; } = new();

    public IOptions<DownloadOptions> Downloads { get; }

    public TimelineLoader Timelines { get; }

    public OutlineLoader Outlines { get; }

    public RecordingAssembler Assembler { get; }

    public BackgroundAssembly Background { get; }

    public StoredFiles Files { get; }

    public RecordingOpener Opener => new(Timelines, Files, Renderer.Object);

    public RecordingDescriber Describer => new(Outlines);

    public ReadingAccess Access => new(Recordings.Object, Credentials.Object);

    public RecordingGate Gate => new(new RecordingPrefetch(Recordings.Object));

    /// <summary>What the renderer opens.</summary>
    public Stream Rendered { get; } = new MemoryStream();

    /// <summary>Puts a recording and its chunks into the database.</summary>
    public void Add(Recording recording, params Chunk[] chunks)
    {
        SetUpFind(recording.Workspace, recording.Id, recording);
        Recordings.Setup(recordings => recordings.LoadChunksAsync(recording.Key, It.IsAny<CancellationToken>())).ReturnsAsync(chunks);
        Recordings.Setup(recordings => recordings.LoadOutlineAsync(
                recording.Key, It.IsAny<int>(), It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((ChatKey _, int _, bool summarize, CancellationToken _) => OutlineOf(chunks, summarize));
    }

    /// <summary>Puts a file into the store, and its row into the database.</summary>
    public MemoryStream AddFile(RenditionFile file)
    {
        var content = new MemoryStream();
        var stored = new StoredFile(file, new uint[] { 1 });
        AddRow(stored);
        Store.Setup(store => store.OpenAsync(stored, It.IsAny<Func<CancellationToken, Task<Stream>>>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(content);
        Store.Setup(store => store.FindLengthAsync(file.ObjectKey, It.IsAny<CancellationToken>())).ReturnsAsync(file.SizeBytes);
        return content;
    }

    /// <summary>Puts the row of a file into the database.</summary>
    public void AddRow(StoredFile stored) => Recordings.Setup(
            recordings => recordings.FindFileAsync(RecordingRows.Key, stored.File.Fingerprint, It.IsAny<CancellationToken>()))
        .ReturnsAsync(stored);

    /// <summary>One answer for each read of the recording, in this order; the last one stays.</summary>
    public void AddVersions(params Recording?[] versions)
    {
        var reads = 0;
        Recordings.Setup(recordings => recordings.FindAsync(RecordingRows.Workspace, RecordingRows.Chat, It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => versions[Math.Min(reads++, versions.Length - 1)]);
    }

    /// <summary>What the database answers for these chunks; null without chunks.</summary>
    public static RecordingOutline? OutlineOf(Chunk[] chunks, bool summarize)
    {
        if (chunks.Length == 0)
            return null;

        var timeline = Timeline.Create(chunks);
        return new RecordingOutline(timeline.Outline, summarize ? RecordingSummary.Create(timeline, chunks) : null);
    }

    public ValueTask DisposeAsync()
    {
        Background.Dispose();
        return Assembler.DisposeAsync();
    }

    private void SetUpFind(WorkspaceId workspace, ChatId chat, Recording recording) =>
        Recordings.Setup(recordings => recordings.FindAsync(workspace, chat, It.IsAny<CancellationToken>())).ReturnsAsync(recording);
}
