using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Recordings.Api.Tests.Running;
using Recordings.Application.Cleaning;
using Recordings.Application.Ports;
using Recordings.Domain.Chats;

namespace Recordings.Api.Tests.Background;

/// <summary>What nothing refers to goes, and nothing else.</summary>
[EndToEnd]
internal sealed class SweepTests
{
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
    public async Task RemoveOrphans_ADayAfterAnUploadWasAbandoned_RemovesItAlone()
    {
        var kept = await _service.KeptAsync(_chat);
        await AbandonAsync();

        await Sweep(_service, hoursLater: 25).RemoveOrphansAsync(default);

        Assert.That(await _service.KeptAsync(_chat), Is.EquivalentTo(kept));
        Assert.That(await _client.GetAsync($"{_chat}/audio.wav").OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task RemoveOrphans_WithinADay_LeavesTheUploadAlone()
    {
        await AbandonAsync();
        var kept = await _service.KeptAsync(_chat);

        await Sweep(_service, hoursLater: 23).RemoveOrphansAsync(default);

        Assert.That(await _service.KeptAsync(_chat), Is.EquivalentTo(kept));
    }

    /// <summary>A mistyped connection string, or a second deployment on the bucket.</summary>
    [Test]
    public async Task RemoveOrphans_StoreOfAnotherDatabase_LeavesItAlone()
    {
        await using var other = await TestService.StartAsync();
        using var client = await other.CreateClientAsync(await other.CreateWorkspaceAsync());
        await client.RecordAsync(_chat);
        var kept = await _service.KeptAsync();

        await Sweep(other, hoursLater: 25).RemoveOrphansAsync(default);

        Assert.That(await _service.KeptAsync(), Is.EquivalentTo(kept));
    }

    /// <summary>The database is an older copy: the newest captures are none of its own.</summary>
    [Test]
    public async Task RemoveOrphans_CaptureThatThisDatabaseNeverNumbered_LeavesItAlone()
    {
        var younger = ObjectKeys.NewChunk(_workspace, new ChatId(_chat), new ChatKey(1_000_000));
        await _store.PutAsync(younger, new MemoryStream([1]), default);

        await Sweep(_service, hoursLater: 25).RemoveOrphansAsync(default);

        Assert.That(await _service.KeptAsync(_chat), Does.Contain(younger));
    }

    [Test]
    public async Task RemoveGarbage_OneThatCannotBeRemoved_RemovesThoseAfterIt()
    {
        var next = ChatIds.Next();
        await _client.RecordAsync(next);
        _store.Stuck = _ => true;
        Assert.That(await _client.DeleteAsync($"{_chat}").OutcomeAsync(), Is.EqualTo("503 storage_unavailable"));
        Assert.That(await _client.DeleteAsync($"{next}").OutcomeAsync(), Is.EqualTo("503 storage_unavailable"));

        _store.Stuck = key => key.Contains($"/chats/{_chat}/", StringComparison.Ordinal);
        await Sweep(_service).RemoveGarbageAsync(default);
        var (stuck, removed) = (await _service.KeptAsync(_chat), await _service.KeptAsync(next));
        _store.Stuck = _ => false;
        await Sweep(_service).RemoveGarbageAsync(default);

        Assert.That((stuck, removed), Is.EqualTo((stuck, Array.Empty<string>())).And.Not.EqualTo((Array.Empty<string>(), removed)));
        Assert.That(await _service.KeptAsync(_chat), Is.Empty);
    }

    /// <summary>Over this service's store, whichever database is asked who refers to its objects.</summary>
    private Sweep Sweep(TestService asked, int hoursLater = 0) => new(
        asked.Services.GetRequiredService<IGarbage>(), _store, new LaterTime(TimeSpan.FromHours(hoursLater)), NullLogger<Sweep>.Instance);

    private async Task AbandonAsync()
    {
        var capture = ObjectKeys.CaptureOf((await _service.KeptAsync(_chat))[0])!.Value.Chat;
        await _store.PutAsync(ObjectKeys.NewChunk(_workspace, new ChatId(_chat), capture), new MemoryStream([1]), default);
    }

    /// <summary>Objects are as old as the store says: only the sweep's clock can be put forward.</summary>
    private sealed class LaterTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
