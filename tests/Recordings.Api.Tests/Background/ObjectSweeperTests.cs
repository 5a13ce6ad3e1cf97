using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Administration;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Tests.Background;

/// <summary>The sweeper removes only objects that have no reference in the database.</summary>
[EndToEnd]
internal sealed class ObjectSweeperTests
{
    private const int MoreCalls = 30;

    private WatchedStore _store = null!;
    private TestService _service = null!;
    private HttpClient _client = null!;
    private WorkspaceId _workspace;
    private long _chat;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            services => services.Decorate<IAudioStore>(store => _store = new WatchedStore(store)), ReadyCalls.StayLive);
        var workspace = await _service.CreateWorkspaceAsync();
        _workspace = WorkspaceId.TryParse(workspace, out var parsed) ? parsed : default;
        _client = await _service.CreateClientAsync(workspace);

        // This run writes the owner file; deletion starts with the next run.
        await Sweeper(_service).RemoveOrphansAsync(default);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [SetUp]
    public async Task RecordAsync()
    {
        _store.Stuck = _ => false;
        await _client.RecordAsync(_chat = ChatIds.Next());
    }

    [Test]
    public async Task RemoveOrphans_UploadAbandonedADayAgo_RemovesOnlyIt()
    {
        var kept = await _service.KeptAsync(_chat);
        await AbandonAsync();

        await Sweeper(_service, hoursLater: 25).RemoveOrphansAsync(default);

        Assert.That(await _service.KeptAsync(_chat), Is.EquivalentTo(kept));
        Assert.That(await _client.GetAsync($"{_chat}/audio.wav").OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task RemoveOrphans_UploadAbandonedWithinADay_KeepsIt()
    {
        await AbandonAsync();
        var kept = await _service.KeptAsync(_chat);

        await Sweeper(_service, hoursLater: 23).RemoveOrphansAsync(default);

        Assert.That(await _service.KeptAsync(_chat), Is.EquivalentTo(kept));
    }

    /// <summary>
    /// The case of a wrong connection string, or of a second deployment with the same bucket.
    /// The other database has the same workspace and more calls.
    /// </summary>
    [Test]
    public async Task RemoveOrphans_StoreOfAnotherDatabase_RemovesNothing()
    {
        await using var other = await TestService.StartAsync();
        await other.SendAsync(new CreateWorkspace("The same", Administer.WorkspaceOf($"{_workspace}"), Recording: true));
        using var client = await other.CreateClientAsync($"{_workspace}");
        for (var chat = 1; chat <= MoreCalls; chat++)
            await client.OpenAsync(chat);
        var kept = await _service.KeptAsync();

        await Sweeper(other, hoursLater: 25).RemoveOrphansAsync(default);

        Assert.That(await _service.KeptAsync(), Is.EquivalentTo(kept));
    }

    [Test]
    public async Task RemoveOrphans_StoreWithoutOwnerFile_WritesItAndRemovesNothing()
    {
        await using var service = await TestService.StartAsync();
        var store = service.Services.GetRequiredService<IAudioStore>();
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        await client.RecordAsync(1);
        var (workspace, capture) = ObjectKeys.CaptureOf((await service.KeptAsync(1))[0])!.Value;
        var abandoned = ObjectKeys.NewChunk(workspace, new ChatId(1), capture);
        await store.PutAsync(abandoned, new MemoryStream([1]), default);

        await Sweeper(service, store, hoursLater: 25).RemoveOrphansAsync(default);
        var afterFirstRun = await service.KeptAsync();
        await Sweeper(service, store, hoursLater: 25).RemoveOrphansAsync(default);

        Assert.That(afterFirstRun, Does.Contain(ObjectKeys.Owner).And.Contain(abandoned));
        Assert.That(await service.KeptAsync(), Does.Contain(ObjectKeys.Owner).And.Not.Contain(abandoned));
    }

    /// <summary>The database is an older copy, which does not contain the newest captures.</summary>
    [Test]
    public async Task RemoveOrphans_CaptureOfANewerDatabase_IsKept()
    {
        var newer = ObjectKeys.NewChunk(_workspace, new ChatId(_chat), new ChatKey(1_000_000));
        await _store.PutAsync(newer, new MemoryStream([1]), default);

        await Sweeper(_service, hoursLater: 25).RemoveOrphansAsync(default);

        Assert.That(await _service.KeptAsync(_chat), Does.Contain(newer));
    }

    [Test]
    public async Task RemoveGarbage_OneObjectFails_RemovesTheNextObjects()
    {
        var next = ChatIds.Next();
        await _client.RecordAsync(next);
        _store.Stuck = _ => true;
        Assert.That(await _client.DeleteAsync($"{_chat}").OutcomeAsync(), Is.EqualTo("503 storage_unavailable"));
        Assert.That(await _client.DeleteAsync($"{next}").OutcomeAsync(), Is.EqualTo("503 storage_unavailable"));

        _store.Stuck = key => key.Contains($"/chats/{_chat}/", StringComparison.Ordinal);
        await Sweeper(_service).RemoveGarbageAsync(default);
        var (stuck, removed) = (await _service.KeptAsync(_chat), await _service.KeptAsync(next));
        _store.Stuck = _ => false;
        await Sweeper(_service, hoursLater: 2).RemoveGarbageAsync(default);

        Assert.That(stuck, Is.Not.Empty);
        Assert.That(removed, Is.Empty);
        Assert.That(await _service.KeptAsync(_chat), Is.Empty);
    }

    /// <summary>Sweeps this fixture's store, with the references of the database of <paramref name="service"/>.</summary>
    private ObjectSweeper Sweeper(TestService service, int hoursLater = 0) => Sweeper(service, _store, hoursLater);

    private static ObjectSweeper Sweeper(TestService service, IAudioStore store, int hoursLater) => new(
        service.Services.GetRequiredService<IDeletionQueue>(),
        store,
        new LaterTime(TimeSpan.FromHours(hoursLater)),
        NullLogger<ObjectSweeper>.Instance);

    private async Task AbandonAsync()
    {
        var capture = ObjectKeys.CaptureOf((await _service.KeptAsync(_chat))[0])!.Value.Chat;
        await _store.PutAsync(ObjectKeys.NewChunk(_workspace, new ChatId(_chat), capture), new MemoryStream([1]), default);
    }

    /// <summary>The store sets the age of an object, so a test can only move the sweeper's clock.</summary>
    private sealed class LaterTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
