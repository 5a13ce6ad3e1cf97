using Recordings.Application.Reading;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Tests.Reading;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RecordingPrefetchTests
{
    private static readonly Recording Prefetched = RecordingRows.Create(chunks: 7);

    private readonly MockedPorts _ports = new();

    [Test]
    public async Task Find_SameWorkspaceAndChat_IsThePrefetchedRecording()
    {
        _ports.Add(RecordingRows.Create());

        Assert.That(
            await Keeping(Prefetched).FindAsync(RecordingRows.Workspace, RecordingRows.Chat, default), Is.SameAs(Prefetched));
    }

    [Test]
    public async Task Find_SameWorkspaceAndChat_DoesNotReadTheDatabase()
    {
        await Keeping(Prefetched).FindAsync(RecordingRows.Workspace, RecordingRows.Chat, default);

        Assert.That(_ports.Recordings.Invocations, Is.Empty);
    }

    [Test]
    public async Task Find_OtherChat_IsReadFromTheDatabase()
    {
        var other = RecordingRows.Create(chat: RecordingRows.OtherChat);
        _ports.Add(other);

        Assert.That(
            await Keeping(Prefetched).FindAsync(RecordingRows.Workspace, RecordingRows.OtherChat, default), Is.SameAs(other));
    }

    [Test]
    public async Task Find_SameChatOfAnotherWorkspace_IsReadFromTheDatabase()
    {
        var other = RecordingRows.Create(workspace: RecordingRows.OtherWorkspace);
        _ports.Add(other);

        Assert.That(
            await Keeping(Prefetched).FindAsync(RecordingRows.OtherWorkspace, RecordingRows.Chat, default), Is.SameAs(other));
    }

    [Test]
    public async Task Find_NothingPrefetched_IsReadFromTheDatabase()
    {
        var recording = RecordingRows.Create();
        _ports.Add(recording);

        Assert.That(await Keeping(null).FindAsync(RecordingRows.Workspace, RecordingRows.Chat, default), Is.SameAs(recording));
    }

    [Test]
    public async Task Find_UnknownChat_IsNull() =>
        Assert.That(await Keeping(null).FindAsync(RecordingRows.Workspace, RecordingRows.Chat, default), Is.Null);

    private RecordingPrefetch Keeping(Recording? recording)
    {
        var prefetch = new RecordingPrefetch(_ports.Recordings.Object);
        prefetch.Keep(recording);
        return prefetch;
    }
}
