using Dapper;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>DELETE /chat/{chat_id} removes everything of a call.</summary>
[EndToEnd]
internal sealed class DeleteCallTests
{
    private TestService _service = null!;
    private string _workspace = null!;
    private HttpClient _admin = null!;
    private long _chat;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _workspace = await _service.CreateWorkspaceAsync();
        _admin = await _service.CreateClientAsync(_workspace, "m-admin");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _admin.Dispose();
        await _service.DisposeAsync();
    }

    [SetUp]
    public void ChooseChat() => _chat = ChatIds.Next();

    [Test]
    public async Task Delete_CapturedAndAssembledCall_LeavesNoFileAndNoRow()
    {
        await using var service = await TestService.StartAsync();
        using var admin = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        await admin.RecordAsync(7);
        await admin.GetAsync("7/download-url").JsonAsync();

        var outcome = await admin.DeleteAsync("7").OutcomeAsync();

        Assert.That(outcome, Is.EqualTo("204"));
        Assert.That(await service.KeptAsync(), Is.Empty);
        Assert.That(await CountRowsAsync(service), Is.Zero);
    }

    [Test]
    public async Task Delete_Again_Is204()
    {
        await CaptureAsync(_admin, _chat);
        await _admin.DeleteAsync($"{_chat}");

        Assert.That(await _admin.DeleteAsync($"{_chat}").OutcomeAsync(), Is.EqualTo("204"));
    }

    [Test]
    public async Task Delete_UnknownChat_Is204() => Assert.That(await _admin.DeleteAsync($"{_chat}").OutcomeAsync(), Is.EqualTo("204"));

    [Test]
    public async Task Delete_MalformedChatId_NamesTheField() => Assert.That(
        await _admin.DeleteAsync("x").FieldsAsync(), Is.EqualTo(new[] { "chat_id" }));

    [TestCase("chats:read")]
    [TestCase("chats:write")]
    [TestCase("chats:read chats:write")]
    public async Task Delete_WithoutAdminScope_FailsAndKeepsTheCall(string scopes)
    {
        await CaptureAsync(_admin, _chat);
        using var platform = await _service.CreateClientAsync(_workspace, scopes: scopes);

        Assert.That(await platform.DeleteAsync("7").OutcomeAsync(), Is.EqualTo("403 insufficient_scope"));
        Assert.That(await _admin.GetAsync($"{_chat}").OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Delete_RecordingOff_RemovesEveryObject()
    {
        var workspace = await _service.CreateWorkspaceAsync();
        using var admin = await _service.CreateClientAsync(workspace);
        await CaptureAsync(admin, _chat);
        await _service.SendAsync(Administer.SetRecording(workspace, false));

        await admin.DeleteAsync($"{_chat}");

        // A background assembly may still run. It removes its file when it finds no chat.
        Assert.That(() => _service.KeptAsync(_chat), Is.Empty.After(20).Seconds.PollEvery(10).MilliSeconds);
    }

    [Test]
    public async Task Delete_PrivateChatOfAnotherMember_Is204()
    {
        await _admin.PutJsonAsync(_chat, """{"channel":"phone_voice","started_at":"2026-11-22T10:00:00Z","kind":"direct_message"}""");

        Assert.That(await _admin.DeleteAsync($"{_chat}").OutcomeAsync(), Is.EqualTo("204"));
        Assert.That(await _admin.GetAsync($"{_chat}").OutcomeAsync(), Is.EqualTo("404 chat_not_found"));
    }

    [Test]
    public async Task Delete_OneCall_KeepsTheOthers()
    {
        await CaptureAsync(_admin, _chat);
        var other = ChatIds.Next();
        await CaptureAsync(_admin, other);

        await _admin.DeleteAsync($"{_chat}");

        Assert.That(await _admin.GetAsync($"{other}/audio.wav").OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Delete_SameIdInAnotherWorkspace_KeepsThisCall()
    {
        await CaptureAsync(_admin, _chat);
        using var other = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());

        await other.DeleteAsync($"{_chat}");

        Assert.That(await _admin.GetAsync($"{_chat}/audio.wav").OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Delete_ThenLateChunk_IsNotFound()
    {
        await CaptureAsync(_admin, _chat);
        await _admin.DeleteAsync($"{_chat}");

        Assert.That(await _admin.StoreAsync(_chat, "caller", 1, 0, [1]).OutcomeAsync(), Is.EqualTo("404 chat_not_found"));
    }

    [Test]
    public async Task Delete_ThenCaptureAgain_HasOnlyTheNewAudio()
    {
        await CaptureAsync(_admin, _chat);
        await _admin.DeleteAsync($"{_chat}");
        await _admin.OpenAsync(_chat);
        await _admin.StoreAsync(_chat, "agent", 0, 0, [5, 6]);
        await _admin.CompleteAsync(_chat);

        Assert.That((await _admin.GetByteArrayAsync($"{_chat}/audio.wav"))[44..], Is.EqualTo(new byte[] { 5, 0, 6, 0 }));
    }

    private static async Task CaptureAsync(HttpClient admin, long chat)
    {
        await admin.OpenAsync(chat);
        await admin.StoreAsync(chat, "caller", 0, 0, [1, 2, 3]);
        await admin.CompleteAsync(chat);
    }

    /// <summary>Counts the rows of every table that stores data of calls.</summary>
    private static async Task<long> CountRowsAsync(TestService service)
    {
        await using var connection = service.Data.ConnectToDatabase();
        return await connection.ExecuteScalarAsync<long>("""
            SELECT (SELECT COUNT(*) FROM chats) + (SELECT COUNT(*) FROM chunks) + (SELECT COUNT(*) FROM files) + (SELECT COUNT(*) FROM garbage)
            """);
    }
}
