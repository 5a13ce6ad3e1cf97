using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Recordings.Application.Ports;
using Recordings.Application.Storage;

namespace Recordings.Application.Tests.Storage;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ObjectSweeperTests : IDisposable
{
    private const string DatabaseName = "database-1";

    private readonly MockedPorts _ports = new();
    private readonly ObjectSweeper _sweeper;
    private readonly List<string> _deleted = [];

    public ObjectSweeperTests()
    {
        _sweeper = new ObjectSweeper(_ports.Deletions.Object, _ports.Store.Object, _ports.Time, NullLogger<ObjectSweeper>.Instance);
        _ports.Deletions.Setup(deletions => deletions.FindOwnerAsync(It.IsAny<CancellationToken>())).ReturnsAsync(DatabaseName);
        _ports.Store.Setup(store => store.DeleteAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Callback((string key, CancellationToken _) => _deleted.Add(key));
    }

    public void Dispose() => _sweeper.Dispose();

    [Test]
    public async Task RemoveGarbage_DueObjects_AreDeleted()
    {
        SetUpDue(["a", "b"], ["c"]);

        await _sweeper.RemoveGarbageAsync(default);

        Assert.That(_deleted, Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public async Task RemoveGarbage_DueObjects_AreCounted()
    {
        SetUpDue(["a", "b"], ["c"]);

        Assert.That(await _sweeper.RemoveGarbageAsync(default), Is.EqualTo(3));
    }

    [Test]
    public async Task RemoveGarbage_DeletedObject_IsForgotten()
    {
        SetUpDue(["a"]);

        await _sweeper.RemoveGarbageAsync(default);

        _ports.Deletions.Verify(deletions => deletions.ForgetAsync("a", It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task RemoveGarbage_OneObjectCannotBeDeleted_IsPostponedForAnHour()
    {
        SetUpDue(["a", "b"]);
        SetUpUndeletable("a");

        await _sweeper.RemoveGarbageAsync(default);

        _ports.Deletions.Verify(
            deletions => deletions.PostponeAsync("a", _ports.Time.GetUtcNow().AddHours(1), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task RemoveGarbage_OneObjectCannotBeDeleted_DeletesThoseAfterIt()
    {
        SetUpDue(["a", "b"]);
        SetUpUndeletable("a");

        Assert.That((await _sweeper.RemoveGarbageAsync(default), _deleted.Single()), Is.EqualTo((1, "b")));
    }

    [Test]
    public async Task RemoveGarbage_OneObjectCannotBeDeleted_IsNotForgotten()
    {
        SetUpDue(["a", "b"]);
        SetUpUndeletable("a");

        await _sweeper.RemoveGarbageAsync(default);

        _ports.Deletions.Verify(deletions => deletions.ForgetAsync("a", It.IsAny<CancellationToken>()), Times.Never);
    }

    [Test]
    public void RemoveGarbage_StoreIsUnavailable_IsItsFault()
    {
        SetUpDue(["a", "b"]);
        SetUpUndeletable("a");
        _ports.Store.Setup(store => store.CheckAsync(It.IsAny<CancellationToken>()))
            .ThrowsAsync(new DependencyUnavailableException(Dependency.Storage, null));

        Assert.That(() => _sweeper.RemoveGarbageAsync(default), Throws.InstanceOf<DependencyUnavailableException>());
        Assert.That(_deleted, Is.Empty);
    }

    [Test]
    public async Task RemoveOrphans_OwnStore_DeletesTheOrphansOnly()
    {
        SetUpOwner(DatabaseName);
        SetUpObjects(["used", "orphan"], orphans: ["orphan"]);

        Assert.That((await _sweeper.RemoveOrphansAsync(default), _deleted.Single()), Is.EqualTo((1, "orphan")));
    }

    [Test]
    public async Task RemoveOrphans_OwnStore_LooksAtObjectsOlderThanADay()
    {
        SetUpOwner(DatabaseName);
        DateTimeOffset? sweptBefore = null;
        _ports.Store.Setup(store => store.SweepAsync(It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Callback((DateTimeOffset before, CancellationToken _) => sweptBefore = before).Returns(AsyncEnumerable.Empty<string>());

        await _sweeper.RemoveOrphansAsync(default);

        Assert.That(sweptBefore, Is.EqualTo(_ports.Time.GetUtcNow().AddHours(-24)));
    }

    [TestCase("database-2")]
    [TestCase("database-10")]
    [TestCase("database")]
    [TestCase("")]
    public async Task RemoveOrphans_StoreOfAnotherDatabase_DeletesNothing(string owner)
    {
        SetUpOwner(owner);
        SetUpObjects(["orphan"], orphans: ["orphan"]);

        Assert.That((await _sweeper.RemoveOrphansAsync(default), _deleted.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task RemoveOrphans_StoreWithoutOwner_DeletesNothing()
    {
        _ports.Store.Setup(store => store.StageAsync(It.IsAny<Stream>(), It.IsAny<long>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(Mock.Of<IStagedObject>());
        SetUpObjects(["orphan"], orphans: ["orphan"]);

        Assert.That((await _sweeper.RemoveOrphansAsync(default), _deleted.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task RemoveOrphans_StoreWithoutOwner_WritesTheDatabasesName()
    {
        byte[]? written = null;
        var staged = new Mock<IStagedObject>();
        _ports.Store.Setup(store => store.StageAsync(It.IsAny<Stream>(), It.IsAny<long>(), It.IsAny<CancellationToken>()))
            .Callback((Stream content, long _, CancellationToken _) => written = ((MemoryStream)content).ToArray())
            .ReturnsAsync(staged.Object);

        await _sweeper.RemoveOrphansAsync(default);

        Assert.That(written, Is.EqualTo(Encoding.ASCII.GetBytes(DatabaseName)));
        staged.Verify(body => body.CommitAsync(ObjectKeys.Owner, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task RemoveOrphans_OneOrphanCannotBeDeleted_DeletesThoseAfterIt()
    {
        SetUpOwner(DatabaseName);
        SetUpObjects(["a", "b"], orphans: ["a", "b"]);
        SetUpUndeletable("a");

        Assert.That((await _sweeper.RemoveOrphansAsync(default), _deleted.Single()), Is.EqualTo((1, "b")));
    }

    private void SetUpDue(params string[][] batches)
    {
        var reads = 0;
        _ports.Deletions.Setup(deletions => deletions.FindDueAsync(
                _ports.Time.GetUtcNow(), It.IsAny<int>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => reads < batches.Length ? batches[reads++] : []);
    }

    private void SetUpUndeletable(string key) =>
        _ports.Store.Setup(store => store.DeleteAsync(key, It.IsAny<CancellationToken>()))
            .ThrowsAsync(new DependencyUnavailableException(Dependency.Storage, null));

    private void SetUpOwner(string name) =>
        _ports.Store.Setup(store => store.OpenAsync(ObjectKeys.Owner, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new MemoryStream(Encoding.ASCII.GetBytes(name)));

    private void SetUpObjects(string[] keys, string[] orphans)
    {
        _ports.Store.Setup(store => store.SweepAsync(It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Returns(keys.ToAsyncEnumerable());
        _ports.Deletions.Setup(deletions => deletions.FindOrphansAsync(keys, It.IsAny<CancellationToken>())).ReturnsAsync(orphans);
    }
}
