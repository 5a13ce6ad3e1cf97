using Moq;
using Recordings.Application.Capture;
using Recordings.Application.Ports;

namespace Recordings.Application.Tests.Capture;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DeleteCallTests : IDisposable
{
    private readonly MockedPorts _ports = new();
    private readonly CancellationTokenSource _client = new();
    private readonly List<string> _deleted = [];
    private readonly List<string> _forgotten = [];

    public DeleteCallTests()
    {
        SetUpGarbage("chats/17/5/", "chats/17/4/");
        _ports.Store.Setup(store => store.DeleteAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns((string key, CancellationToken cancellation) => Record(_deleted, key, cancellation));
        _ports.Deletions.Setup(deletions => deletions.ForgetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns((string key, CancellationToken cancellation) => Record(_forgotten, key, cancellation));
    }

    public void Dispose() => _client.Dispose();

    [Test]
    public async Task Delete_Call_NamesTheChat() => Assert.That((await DeleteAsync()).Value?.Chat, Is.EqualTo(RecordingRows.Chat));

    [Test]
    public async Task Delete_Call_DeletesItsObjects()
    {
        await DeleteAsync();

        Assert.That(_deleted, Is.EqualTo(new[] { "chats/17/5/", "chats/17/4/" }));
    }

    [Test]
    public async Task Delete_Call_ForgetsWhatIsDeleted()
    {
        await DeleteAsync();

        Assert.That(_forgotten, Is.EqualTo(_deleted));
    }

    [Test]
    public async Task Delete_UnknownCall_GivesTheSameAnswer()
    {
        SetUpGarbage();

        Assert.That((await DeleteAsync()).Value, Is.EqualTo(new DeletedCall(RecordingRows.Chat)));
    }

    [Test]
    public async Task Delete_ClientLeavesAfterTheBegin_IsFinished()
    {
        SetUpGarbage(_client.Cancel, "chats/17/5/", "chats/17/4/");

        await DeleteAsync();

        Assert.That(_forgotten, Has.Count.EqualTo(2));
    }

    [Test]
    public void Delete_ClientLeftBeforeTheBegin_DeletesNothing()
    {
        _client.Cancel();

        Assert.That(DeleteAsync, Throws.InstanceOf<OperationCanceledException>());
        _ports.Calls.Verify(
            calls => calls.DeleteAsync(
                RecordingRows.Workspace, RecordingRows.Chat, It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()),
            Times.Never);
    }

    [Test]
    public void Delete_StoreFails_KeepsTheObjectForTheSweeper()
    {
        _ports.Store.Setup(store => store.DeleteAsync("chats/17/5/", It.IsAny<CancellationToken>()))
            .ThrowsAsync(new DependencyUnavailableException(Dependency.Storage, null));

        Assert.That(DeleteAsync, Throws.InstanceOf<DependencyUnavailableException>());
        Assert.That(_forgotten, Is.Empty);
    }

    private static Task Record(List<string> keys, string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        keys.Add(key);
        return Task.CompletedTask;
    }

    private Task<Result<DeletedCall>> DeleteAsync() =>
        new DeleteCallHandler(_ports.Calls.Object, _ports.Deletions.Object, _ports.Store.Object, _ports.Time)
            .Handle(new DeleteCall(RecordingRows.Workspace, RecordingRows.Chat), _client.Token);

    private void SetUpGarbage(params string[] keys) => SetUpGarbage(() => { }, keys);

    private void SetUpGarbage(Action whileDeleting, params string[] keys) =>
        _ports.Calls.Setup(calls => calls.DeleteAsync(
                RecordingRows.Workspace, RecordingRows.Chat, _ports.Time.GetUtcNow(), It.IsAny<CancellationToken>()))
            .Callback(whileDeleting).ReturnsAsync(keys);
}
