using System.Collections.Concurrent;
using Moq;
using Moq.Language.Flow;
using Recordings.Application.Assembly;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Tests.Assembly;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RecordingAssemblerTests : IAsyncDisposable
{
    private static readonly Recording Recording = RecordingRows.Create();
    private static readonly Sha256 Checksum = Digests.Of("written");
    private static readonly ContentChecksums Written = new(Checksum, new uint[] { 1 });

    private readonly MockedPorts _ports = new();
    private readonly TaskCompletionSource<ContentChecksums> _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RecordingAssemblerTests()
    {
        _ports.Add(Recording, RecordingRows.Chunk);
        SetUpPut().ReturnsAsync(Written);
    }

    public ValueTask DisposeAsync() => _ports.DisposeAsync();

    [Test]
    public async Task Assemble_Recording_IsItsFile()
    {
        var assembled = (await AssembleAsync()).Value!;

        Assert.That(assembled.File, Is.EqualTo(RecordingRows.File with { Checksum = Checksum }));
    }

    [Test]
    public async Task Assemble_Recording_KeepsTheFilesRow()
    {
        StoredFile? kept = null;
        SetUpKeepFile()
            .Callback((Recording _, StoredFile file, DateTimeOffset _, DateTimeOffset _, CancellationToken _) => kept = file).ReturnsAsync(true);

        var assembled = (await AssembleAsync()).Value!;

        Assert.That(kept, Is.EqualTo(new StoredFile(assembled.File, Written.Blocks)));
    }

    [Test]
    public async Task Assemble_ManyCallers_IsDoneOnce()
    {
        SetUpPut().Returns(_writing.Task);

        var callers = Enumerable.Range(0, 20).Select(_ => AssembleAsync()).ToArray();
        _writing.SetResult(Written);
        await Task.WhenAll(callers);

        _ports.Store.Verify(store => store.PutAsync(It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task Assemble_ManyCallers_GetTheSameFile()
    {
        SetUpPut().Returns(_writing.Task);

        var callers = Enumerable.Range(0, 20).Select(_ => AssembleAsync()).ToArray();
        _writing.SetResult(Written);

        Assert.That((await Task.WhenAll(callers)).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Assemble_StoreFails_IsEveryWaitingCallersFault()
    {
        SetUpPut().Returns(_writing.Task);

        var (first, second) = (AssembleAsync(), AssembleAsync());
        _writing.SetException(new DependencyUnavailableException(Dependency.Storage, null));

        Assert.That(() => first, Throws.InstanceOf<DependencyUnavailableException>());
        Assert.That(() => second, Throws.InstanceOf<DependencyUnavailableException>());
    }

    [Test]
    public async Task Assemble_AfterAFault_IsTriedAgain()
    {
        SetUpPut().ThrowsAsync(new DependencyUnavailableException(Dependency.Storage, null));
        Assert.That(AssembleAsync, Throws.InstanceOf<DependencyUnavailableException>());
        SetUpPut().ReturnsAsync(Written);

        Assert.That((await AssembleAsync()).Value, Is.Not.Null);
    }

    [Test]
    public async Task Assemble_AnotherProcessHasAssembledIt_IsThatFile()
    {
        _ports.AddVersions(RecordingRows.WithFile);
        _ports.AddFile(RecordingRows.File);

        Assert.That((await AssembleAsync()).Value?.File, Is.EqualTo(RecordingRows.File));
        _ports.Renderer.Verify(renderer => renderer.Open(It.IsAny<Timeline>(), It.IsAny<Rendition>(), It.IsAny<RenderingPurpose>()), Times.Never);
    }

    [TestCase(null)]
    [TestCase(-1L)]
    public async Task Assemble_TheOthersFileIsMissingOrTooShort_IsWrittenAgain(long? difference)
    {
        _ports.AddVersions(RecordingRows.WithFile);
        _ports.Store.Setup(store => store.FindLengthAsync(RecordingRows.File.ObjectKey, It.IsAny<CancellationToken>()))
            .ReturnsAsync(RecordingRows.File.SizeBytes + difference);

        Assert.That((await AssembleAsync()).Value?.File.Checksum, Is.EqualTo(Checksum));
    }

    [Test]
    public async Task Assemble_TheOthersFileIsOfAnotherCapture_IsWritten()
    {
        _ports.AddVersions(RecordingRows.Create(
            summary: RecordingRows.Summary, file: RecordingRows.File, key: RecordingRows.OtherKey));
        _ports.AddFile(RecordingRows.File);

        Assert.That((await AssembleAsync()).Value?.File.Checksum, Is.EqualTo(Checksum));
    }

    [Test]
    public async Task Assemble_LockIsHeldElsewhere_WaitsForIt()
    {
        var lockFreed = new TaskCompletionSource<IAsyncDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);
        var lockAwaited = SetUpLockHeldElsewhere(lockFreed.Task);

        var assembling = AssembleAsync();
        await lockAwaited;

        Assert.That(assembling.IsCompleted, Is.False);
        lockFreed.SetResult(Mock.Of<IAsyncDisposable>());
        Assert.That((await assembling).Value?.File.Checksum, Is.EqualTo(Checksum));
    }

    [Test]
    public async Task Assemble_LockWasHeldElsewhere_UsesWhatTheHolderAssembled()
    {
        var lockFreed = new TaskCompletionSource<IAsyncDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);
        var lockAwaited = SetUpLockHeldElsewhere(lockFreed.Task);

        var assembling = AssembleAsync();
        await lockAwaited;
        _ports.AddVersions(RecordingRows.WithFile);
        _ports.AddFile(RecordingRows.File);
        lockFreed.SetResult(Mock.Of<IAsyncDisposable>());

        Assert.That((await assembling).Value?.File, Is.EqualTo(RecordingRows.File));
    }

    [Test]
    public async Task Assemble_ChatDeletedBeforeItsTimelineIsLoaded_IsChatNotFound()
    {
        _ports.Add(Recording);
        _ports.AddVersions((Recording?)null);

        Assert.That((await AssembleAsync()).Failure?.Code, Is.EqualTo(FailureCode.ChatNotFound));
    }

    [Test]
    public async Task Assemble_ChatDeletedWhileAssembling_IsChatNotFound()
    {
        SetUpKeepFile().ReturnsAsync(false);

        Assert.That((await AssembleAsync()).Failure?.Code, Is.EqualTo(FailureCode.ChatNotFound));
    }

    [Test]
    public async Task Assemble_ChatDeletedWhileAssembling_DeletesTheObject()
    {
        SetUpKeepFile().ReturnsAsync(false);

        await AssembleAsync();

        _ports.Store.Verify(store => store.DeleteAsync(RecordingRows.File.ObjectKey, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task Assemble_ChunkIsMissingAndTheChatDeleted_IsChatNotFound()
    {
        SetUpPut().Callback(() => _ports.AddVersions((Recording?)null)).ThrowsAsync(new RecordingDamagedException(RecordingRows.Chunk));

        Assert.That((await AssembleAsync()).Failure?.Code, Is.EqualTo(FailureCode.ChatNotFound));
    }

    [Test]
    public void Assemble_ChunkIsMissing_IsDamaged()
    {
        SetUpPut().ThrowsAsync(new RecordingDamagedException(RecordingRows.Chunk));

        Assert.That(AssembleAsync, Throws.InstanceOf<RecordingDamagedException>());
    }

    [Test]
    public async Task Dispose_RunningAssembly_IsStopped()
    {
        var ports = new MockedPorts();
        ports.Add(Recording, RecordingRows.Chunk);
        ports.Store.Setup(store => store.PutAsync(It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .Returns((string _, Stream _, CancellationToken stop) => _writing.Task.WaitAsync(stop));
        var assembling = ports.Assembler.AssembleAsync(Recording, Rendition.Mix);

        await ports.DisposeAsync();

        Assert.That(() => assembling, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Dispose_Twice_Succeeds()
    {
        await _ports.Assembler.DisposeAsync();

        Assert.DoesNotThrowAsync(async () => await _ports.Assembler.DisposeAsync());
    }

    [Test]
    public void Assemble_TooLittleSpace_IsAFaultAndNothingIsWritten()
    {
        var audible = RecordingRows.Chunk.Frames * sizeof(short);
        _ports.Store.Setup(store => store.CheckSpaceAsync(audible, It.IsAny<CancellationToken>()))
            .ThrowsAsync(new DependencyUnavailableException(Dependency.Storage, null));

        Assert.That(AssembleAsync, Throws.InstanceOf<DependencyUnavailableException>());
        _ports.Store.Verify(
            store => store.PutAsync(It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Test]
    public async Task Assemble_ManyCallsOfOneWorkspace_AnothersIsNotLast()
    {
        const int Busy = 50;
        await using var ports = new MockedPorts(assembly: new AssemblyOptions { AtOnce = 1 });
        var written = new ConcurrentQueue<WorkspaceId>();
        ports.Store.Setup(store => store.PutAsync(It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .Callback((string key, Stream _, CancellationToken _) => written.Enqueue(ObjectKeys.CaptureOf(key)!.Value.Workspace))
            .Returns(_writing.Task);

        var assembling = Enumerable.Range(1, Busy).Select(number => AssembleOf(ports, RecordingRows.Workspace, number)).ToList();
        assembling.Add(AssembleOf(ports, RecordingRows.OtherWorkspace, Busy + 1));
        _writing.SetResult(Written);
        await Task.WhenAll(assembling);

        Assert.That(written.ToArray(), Has.Length.EqualTo(Busy + 1));
        Assert.That(Array.IndexOf([.. written], RecordingRows.OtherWorkspace), Is.LessThan(Busy / 2));
    }

    private static Task<Result<AssembledRecording>> AssembleOf(MockedPorts ports, WorkspaceId workspace, long number)
    {
        var recording = RecordingRows.Create(workspace: workspace, key: new ChatKey(number), chat: new ChatId(number));
        ports.Add(recording, RecordingRows.Chunk);
        return ports.Assembler.AssembleAsync(recording, Rendition.Mix);
    }

    private Task<Result<AssembledRecording>> AssembleAsync() => _ports.Assembler.AssembleAsync(Recording, Rendition.Mix);

    private ISetup<IAudioStore, Task<ContentChecksums>> SetUpPut() =>
        _ports.Store.Setup(store => store.PutAsync(RecordingRows.File.ObjectKey, _ports.Rendered, It.IsAny<CancellationToken>()));

    private ISetup<IRecordings, Task<bool>> SetUpKeepFile() => _ports.Recordings.Setup(recordings => recordings.KeepFileAsync(
        It.IsAny<Recording>(), It.IsAny<StoredFile>(), It.IsAny<DateTimeOffset>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()));

    /// <summary>The first try for the lock fails. Returns when the assembler waits for it.</summary>
    private Task SetUpLockHeldElsewhere(Task<IAsyncDisposable> freed)
    {
        var awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ports.Locks.SetupSequence(locks => locks.TryAcquireAsync(It.IsAny<ChatKey>(), It.IsAny<Sha256>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((IAsyncDisposable?)null).ReturnsAsync(Mock.Of<IAsyncDisposable>());
        _ports.Locks.Setup(locks => locks.AcquireAsync(It.IsAny<ChatKey>(), It.IsAny<Sha256>(), It.IsAny<CancellationToken>()))
            .Callback(awaited.SetResult).Returns(freed);
        return awaited.Task;
    }
}
