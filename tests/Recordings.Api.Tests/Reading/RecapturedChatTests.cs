using Dapper;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Reading;

/// <summary>A chat is deleted and its number is captured again as a private chat, while a reader of the old chat waits.</summary>
[EndToEnd]
internal sealed class RecapturedChatTests
{
    private WatchedRecordings _recordings = null!;
    private TestService _service = null!;
    private string _workspace = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            services => services.Decorate<IRecordings>(recordings => _recordings = new WatchedRecordings(recordings)), ReadyCalls.StayLive);
        _workspace = await _service.CreateWorkspaceAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _service.DisposeAsync();

    [TestCase("audio.wav")]
    [TestCase("download-url")]
    public async Task Get_ChatCapturedAgainDuringTheRead_IsNotFound(string resource)
    {
        var chat = ChatIds.Next();
        using (var platform = await _service.CreateClientAsync(_workspace))
            await platform.RecordAsync(chat);
        Assert.That(CountDueAsync, Is.Zero.After(20).Seconds.PollEvery(10).MilliSeconds);

        // After a restart no timeline is in memory, so the next reader loads the chunks.
        await _service.RestartAsync();
        using var owner = await _service.CreateClientAsync(_workspace, "m-owner");
        using var reader = await _service.CreateClientAsync(_workspace, "m-other", "chats:read");
        var hold = new TaskCompletionSource();
        _recordings.Hold = hold.Task;
        var pending = reader.GetAsync($"{chat}/{resource}").OutcomeAsync();
        Assert.That(() => _recordings.ChunkLoads, Is.EqualTo(1).After(20).Seconds.PollEvery(10).MilliSeconds);
        _recordings.Hold = Task.CompletedTask;

        await owner.DeleteAsync($"{chat}");
        await owner.RecordAsync(chat, ReadyCalls.Private);
        hold.SetResult();

        Assert.That(await pending, Is.EqualTo("404 chat_not_found"));
        Assert.That(await reader.GetAsync($"{chat}/{resource}").OutcomeAsync(), Is.EqualTo("403 private_chat"));
    }

    private async Task<long> CountDueAsync()
    {
        await using var connection = _service.Data.ConnectToDatabase();
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM chats WHERE assembly_due");
    }
}
