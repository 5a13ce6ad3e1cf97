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
    public MockedPorts(DownloadOptions? downloads = null)
    {
        Downloads = Options.Create(downloads ?? new DownloadOptions());
        Timelines = new TimelineLoader(Recordings.Object, NullLogger<TimelineLoader>.Instance);
        Assembler = new RecordingAssembler(
            Recordings.Object, Timelines, Store.Object, Renderer.Object, Locks.Object,
            Options.Create(new AssemblyOptions()), Downloads, Time);
        Renderer.Setup(renderer => renderer.Open(It.IsAny<Timeline>(), It.IsAny<Rendition>())).Returns(Rendered);
        Locks.Setup(locks => locks.TryAcquireAsync(It.IsAny<ChatKey>(), It.IsAny<Sha256>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(Mock.Of<IAsyncDisposable>());
        Recordings.Setup(recordings => recordings.KeepFileAsync(
                It.IsAny<Recording>(), It.IsAny<RenditionFile>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(true);
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

    public RecordingAssembler Assembler { get; }

    public RecordingOpener Opener => new(Timelines, Store.Object, Renderer.Object);

    public RecordingDescriber Describer => new(Timelines);

    public ReadingAccess Access => new(Recordings.Object, Credentials.Object);

    public RecordingGate Gate => new(new RecordingPrefetch(Recordings.Object));

    /// <summary>What the renderer opens.</summary>
    public Stream Rendered { get; } = new MemoryStream();

    /// <summary>Puts a recording and its chunks into the database.</summary>
    public void Add(Recording recording, params Chunk[] chunks)
    {
        SetUpFind(recording.Workspace, recording.Id, recording);
        Recordings.Setup(recordings => recordings.LoadChunksAsync(recording.Key, It.IsAny<CancellationToken>())).ReturnsAsync(chunks);
    }

    /// <summary>Puts an object of this length into the store.</summary>
    public MemoryStream AddObject(string objectKey, long length)
    {
        var content = new MemoryStream(new byte[length]);
        Store.Setup(store => store.OpenAsync(objectKey, It.IsAny<CancellationToken>())).ReturnsAsync(content);
        Store.Setup(store => store.FindLengthAsync(objectKey, It.IsAny<CancellationToken>())).ReturnsAsync(length);
        return content;
    }

    /// <summary>One answer for each read of the recording, in this order; the last one stays.</summary>
    public void AddVersions(params Recording?[] versions)
    {
        var reads = 0;
        Recordings.Setup(recordings => recordings.FindAsync(RecordingRows.Workspace, RecordingRows.Chat, It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => versions[Math.Min(reads++, versions.Length - 1)]);
    }

    public ValueTask DisposeAsync() => Assembler.DisposeAsync();

    private void SetUpFind(WorkspaceId workspace, ChatId chat, Recording recording) =>
        Recordings.Setup(recordings => recordings.FindAsync(workspace, chat, It.IsAny<CancellationToken>())).ReturnsAsync(recording);
}
