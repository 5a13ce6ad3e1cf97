using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Transfers;

/// <summary>A chunk that is missing because its call was deleted during the reading is no damage.</summary>
[EndToEnd]
internal sealed class DeletedCallTests
{
    private readonly RecordedLogs _logs = new();
    private WatchedStore _store = null!;
    private TestService _service = null!;
    private HttpClient _client = null!;
    private long _chat;
    private int _linesBefore;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            services =>
            {
                services.AddSingleton<ILoggerProvider>(_logs);
                services.Decorate<IAudioStore>(inner => _store = new WatchedStore(inner));
            },
            ReadyCalls.StayLive, "--Logging:LogLevel:Recordings=Information");
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        _logs.Dispose();
        return _service.DisposeAsync();
    }

    [SetUp]
    public void ChooseChat() => (_chat, _linesBefore) = (ChatIds.Next(), _logs.Lines.Count);

    [TearDown]
    public void LeaveReads() => _store.BeforeRead = () => Task.CompletedTask;

    [Test]
    public async Task Audio_DeletedBeforeTheFirstByte_IsChatNotFound()
    {
        await _client.RecordAsync(_chat);
        DeleteBeforeTheNextRead();

        Assert.That(await _client.GetAsync($"{_chat}/audio.wav").OutcomeAsync(), Is.EqualTo("404 chat_not_found"));
        AssertNoDamage();
    }

    [Test, FilesOnly]
    public async Task Link_DeletedBeforeTheFirstByte_IsLinkRevoked()
    {
        await _client.RecordAsync(_chat);
        var link = (await _client.GetAsync($"{_chat}/download-url").JsonAsync()).Text("url");
        await _service.RemoveAsync((await _service.AssembledAsync(_chat)).Single());
        DeleteBeforeTheNextRead();

        Assert.That(await _client.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
        AssertNoDamage();
    }

    [Test]
    public async Task Audio_DeletedAfterTheFirstByte_Breaks()
    {
        await _client.RecordLongAsync(_chat, stayLive: true);
        using var reader = await PausedReader.GetAsync(_client, $"{_chat}/audio.wav");

        await _client.DeleteAsync($"{_chat}");

        Assert.That(await reader.TakeAsync(LongCalls.FileBytes), Is.LessThan(LongCalls.FileBytes));
        AssertNoDamage();
    }

    [Test]
    public async Task Audio_ChunkMissingOfACallThatExists_IsDamage()
    {
        await _client.RecordAsync(_chat);
        await _service.RemoveAsync(await _service.ChunkAsync(_chat, "caller", 0));

        Assert.That(await _client.GetAsync($"{_chat}/audio.wav").OutcomeAsync(), Is.EqualTo("500 recording_damaged"));
    }

    private void DeleteBeforeTheNextRead() => _store.BeforeRead = async () =>
    {
        _store.BeforeRead = () => Task.CompletedTask;
        using var deleted = await _client.DeleteAsync($"{_chat}");
    };

    private void AssertNoDamage() => Assert.That(
        _logs.Lines.Skip(_linesBefore).Select(line => line.Everything).Where(line => line.Contains("Damaged", StringComparison.OrdinalIgnoreCase)), Is.Empty);
}
