using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
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
public sealed class BackgroundAssemblyTests : IAsyncDisposable
{
    private const long OneHour = 3_600_000_000_000;

    /// <summary>A test that waits longer has failed.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private static readonly DependencyUnavailableException StoreFault = new(Dependency.Storage, null);

    private readonly MockedPorts _ports = new();
    private readonly BackgroundAssembly _background;
    private readonly List<Recording> _due = [];
    private readonly ConcurrentQueue<ChatKey> _settled = [];
    private readonly ConcurrentQueue<ChatKey> _tried = [];
    private readonly TaskCompletionSource _passEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _oneSettled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BackgroundAssemblyTests()
    {
        _background = new BackgroundAssembly(
            _ports.Recordings.Object, _ports.Store.Object, _ports.Timelines, _ports.Assembler, Options.Create(new AssemblyOptions()),
            _ports.Downloads, _ports.Time, NullLogger<BackgroundAssembly>.Instance);
        _ports.Recordings.Setup(recordings => recordings.FindDueWorkspacesAsync(It.IsAny<CancellationToken>())).ReturnsAsync(FindWorkspaces);
        _ports.Recordings.Setup(recordings => recordings.FindDueAssemblyAsync(
                It.IsAny<WorkspaceId>(), It.IsAny<ChatKey>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((WorkspaceId workspace, ChatKey after, CancellationToken _) => FindDue(workspace, after));
        _ports.Recordings.Setup(recordings => recordings.ForgetDueAssemblyAsync(It.IsAny<ChatKey>(), It.IsAny<CancellationToken>()))
            .Callback((ChatKey key, CancellationToken _) =>
            {
                _settled.Enqueue(key);
                _oneSettled.TrySetResult();
            });
    }

    public async ValueTask DisposeAsync()
    {
        await _background.StopAsync(default);
        _background.Dispose();
        await _ports.DisposeAsync();
    }

    [Test]
    public async Task Pass_EndedCall_IsAssembledAndNoLongerDue()
    {
        AddDue(1);

        await RunPassAsync();

        Assert.That(_settled, Is.EqualTo(Keys(1)));
        AssertWritten(1, Times.Once());
    }

    [Test]
    public async Task Pass_AssembledCall_IsNotAssembledAgainAndNoLongerDue()
    {
        _due.Add(RecordingRows.WithFile);
        _ports.Add(RecordingRows.WithFile, RecordingRows.Chunk);

        await RunPassAsync();

        Assert.That(_settled, Is.EqualTo(new[] { RecordingRows.Key }));
        _ports.Renderer.Verify(renderer => renderer.Open(It.IsAny<Timeline>(), It.IsAny<Rendition>(), It.IsAny<RenderingPurpose>()), Times.Never);
    }

    [TestCase(4 * OneHour, 1)]
    [TestCase((4 * OneHour) + 1_000_000, 0)]
    public async Task Pass_SilenceOfMoreThanFourHours_IsNotAssembled(long silence, int times)
    {
        AddDue(1, RecordingRows.Chunk with { Start = new MediaTime(silence) });

        await RunPassAsync();

        Assert.That(_settled, Is.EqualTo(Keys(1)));
        AssertWritten(1, Times.Exactly(times));
    }

    [Test]
    public async Task Pass_StoreFailsForOneCall_ThatCallStaysDue()
    {
        AddDue(1, 2);
        SetUpPut(1).ThrowsAsync(StoreFault);

        await RunPassAsync();

        Assert.That(_settled, Is.EqualTo(Keys(2)));
    }

    [Test]
    public async Task Pass_DamagedCall_IsNoLongerDue()
    {
        AddDue(1, 2);
        SetUpPut(1).ThrowsAsync(new RecordingDamagedException(RecordingRows.Chunk));

        await RunPassAsync();

        Assert.That(_settled, Is.EqualTo(Keys(1, 2)));
    }

    [Test]
    public async Task Pass_DefectInOneCall_DoesNotStopTheNext()
    {
        AddDue(1, 2);
        SetUpPut(1).ThrowsAsync(new InvalidOperationException());

        await RunPassAsync();

        Assert.That(_settled, Is.EqualTo(Keys(1, 2)));
    }

    [Test]
    public async Task Pass_StoreIsUnavailable_TriesAgainWhenWokenUp()
    {
        AddDue(1);
        _ports.Store.SetupSequence(store => store.PutAsync(It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(StoreFault).ReturnsAsync(new ContentChecksums(Digests.Of("written"), default));
        _ports.Store.SetupSequence(store => store.CheckAsync(It.IsAny<CancellationToken>()))
            .Returns(Task.FromException(StoreFault)).Returns(Task.CompletedTask);

        _background.Signal();
        await _background.StartAsync(default);
        await _oneSettled.Task.WaitAsync(MaxWait);

        Assert.That(_settled, Is.EqualTo(Keys(1)));
    }

    [Test]
    public async Task Pass_EightFailuresInARow_TheNextPassBeginsBehindThem()
    {
        for (var number = 1; number <= 9; number++)
        {
            AddDue(number);
            if (number < 9)
                SetUpPut(number).ThrowsAsync(StoreFault);
        }

        _background.Signal();
        await RunPassAsync();

        Assert.That(_tried.Take(9), Is.EqualTo(Keys(1, 2, 3, 4, 5, 6, 7, 8, 9)));
        Assert.That(_settled, Is.EqualTo(Keys(9)));
    }

    [Test]
    public async Task Pass_StoreHasNoSpace_EndsAtTheFirstCall()
    {
        AddDue(1, 2);
        _ports.Store.Setup(store => store.CheckSpaceAsync(It.IsAny<long>(), It.IsAny<CancellationToken>())).ThrowsAsync(StoreFault);

        // Three passes.
        _background.Signal();
        _background.Signal();
        await RunPassAsync();

        Assert.That(_tried.Take(3), Is.EqualTo(Keys(1, 2, 1)));
        Assert.That(_settled, Is.Empty);
    }

    private static ChatKey[] Keys(params long[] numbers) => [.. numbers.Select(number => new ChatKey(number))];

    private static string FileKey(long number, Sha256 fingerprint) =>
        ObjectKeys.File(RecordingRows.Workspace, new ChatId(number), new ChatKey(number), fingerprint);

    private void AddDue(params long[] numbers)
    {
        foreach (var number in numbers)
            AddDue(number, RecordingRows.Chunk);
    }

    private void AddDue(long number, Chunk chunk)
    {
        var recording = RecordingRows.Create(key: new ChatKey(number), chat: new ChatId(number));
        _due.Add(recording);
        _ports.Add(recording, chunk);
    }

    private IReadOnlyList<WorkspaceId> FindWorkspaces()
    {
        var workspaces = _due.Where(IsDue).Select(recording => recording.Workspace).Distinct().ToArray();
        if (workspaces.Length == 0)
            _passEnded.TrySetResult();
        return workspaces;
    }

    private (ChatKey Key, ChatId Chat)? FindDue(WorkspaceId workspace, ChatKey after)
    {
        var next = _due.FirstOrDefault(recording => IsDue(recording) && recording.Workspace == workspace && recording.Key.Value > after.Value);
        if (next is null)
            return null;

        // A call that was tried comes again after the last one.
        if (_tried.Contains(next.Key))
            _passEnded.TrySetResult();
        _tried.Enqueue(next.Key);
        return (next.Key, next.Id);
    }

    private bool IsDue(Recording recording) => !_settled.Contains(recording.Key);

    /// <summary>Runs until every due call was tried.</summary>
    private async Task RunPassAsync()
    {
        await _background.StartAsync(default);
        await _passEnded.Task.WaitAsync(MaxWait);
    }

    private ISetup<IAudioStore, Task<ContentChecksums>> SetUpPut(long number) => _ports.Store.Setup(store => store.PutAsync(
        FileKey(number, RecordingRows.Summary.Fingerprint), It.IsAny<Stream>(), It.IsAny<CancellationToken>()));

    private void AssertWritten(long number, Times times) => _ports.Store.Verify(
        store => store.PutAsync(
            It.Is<string>(key => ObjectKeys.CaptureOf(key)!.Value.Chat == new ChatKey(number)),
            It.IsAny<Stream>(),
            It.IsAny<CancellationToken>()),
        times);
}
