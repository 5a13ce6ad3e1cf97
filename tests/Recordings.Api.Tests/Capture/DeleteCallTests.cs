using Microsoft.Data.Sqlite;
using Recordings.Api.Tests.Running;
using Recordings.Application.Administration.SetRecording;

namespace Recordings.Api.Tests.Capture;

/// <summary>DELETE /chat/{chat_id}: nothing of the call is left.</summary>
[TestFixture]
internal sealed class DeleteCallTests
{
    private TestService _service = null!;
    private string _workspace = null!;
    private HttpClient _admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _workspace = await _service.CreateWorkspaceAsync();
        _admin = await _service.CreateClientAsync(_workspace, "m-admin");
    }

    [TearDown]
    public async Task StopAsync()
    {
        _admin.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Delete_CapturedAndAssembledCall_LeavesNoFileAndNoRow()
    {
        await CaptureAsync(7);
        await _admin.GetAsync("7/download-url").JsonAsync();

        var outcome = await _admin.DeleteAsync("7").OutcomeAsync();

        Assert.That(outcome, Is.EqualTo("204"));
        Assert.That(_service.KeptPaths(), Is.Empty);
        Assert.That(CountRows(), Is.Zero);
    }

    [Test]
    public async Task Delete_Again_Is204()
    {
        await CaptureAsync(7);
        await _admin.DeleteAsync("7");

        Assert.That(await _admin.DeleteAsync("7").OutcomeAsync(), Is.EqualTo("204"));
    }

    [Test]
    public async Task Delete_NeverThere_Is204() => Assert.That(await _admin.DeleteAsync("8").OutcomeAsync(), Is.EqualTo("204"));

    [Test]
    public async Task Delete_NotAChatId_IsRefused() => Assert.That(
        await _admin.DeleteAsync("x").FieldsAsync(), Is.EqualTo(new[] { "chat_id" }));

    [TestCase("chats:read")]
    [TestCase("chats:write")]
    [TestCase("chats:read chats:write")]
    public async Task Delete_WithoutAdmin_IsInsufficientAndKeepsTheCall(string scopes)
    {
        await CaptureAsync(7);
        using var platform = await _service.CreateClientAsync(_workspace, scopes: scopes);

        Assert.That(await platform.DeleteAsync("7").OutcomeAsync(), Is.EqualTo("403 insufficient_scope"));
        Assert.That(await _admin.GetAsync("7").OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Delete_RecordingOff_IsDoneAllTheSame()
    {
        await CaptureAsync(7);
        await _service.SendAsync(new SetRecording(_workspace, Recording: false));

        await _admin.DeleteAsync("7");

        Assert.That(_service.KeptPaths(), Is.Empty);
    }

    [Test]
    public async Task Delete_PrivateChatOfOthers_IsDoneAllTheSame()
    {
        await _admin.PutJsonAsync(7, """{"channel":"phone_voice","started_at":"2026-11-22T10:00:00Z","kind":"direct_message"}""");

        Assert.That(await _admin.DeleteAsync("7").OutcomeAsync(), Is.EqualTo("204"));
        Assert.That(await _admin.GetAsync("7").OutcomeAsync(), Is.EqualTo("404 chat_not_found"));
    }

    [Test]
    public async Task Delete_OneCall_LeavesTheOthersAlone()
    {
        await CaptureAsync(7);
        await CaptureAsync(8);

        await _admin.DeleteAsync("7");

        Assert.That(await _admin.GetAsync("8/audio.wav").OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Delete_OfAnotherWorkspaceWithTheSameId_LeavesThisOneAlone()
    {
        await CaptureAsync(7);
        using var other = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());

        await other.DeleteAsync("7");

        Assert.That(await _admin.GetAsync("7/audio.wav").OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Delete_ThenLateChunk_IsNotFound()
    {
        await CaptureAsync(7);
        await _admin.DeleteAsync("7");

        Assert.That(await _admin.StoreAsync(7, "caller", 1, 0, [1]).OutcomeAsync(), Is.EqualTo("404 chat_not_found"));
    }

    [Test]
    public async Task Delete_ThenCapturedAnew_HoldsTheNewAudioOnly()
    {
        await CaptureAsync(7);
        await _admin.DeleteAsync("7");
        await _admin.OpenAsync(7);
        await _admin.StoreAsync(7, "agent", 0, 0, [5, 6]);
        await _admin.CompleteAsync(7);

        Assert.That((await _admin.GetByteArrayAsync("7/audio.wav"))[44..], Is.EqualTo(new byte[] { 5, 0, 6, 0 }));
    }

    private async Task CaptureAsync(long chat)
    {
        await _admin.OpenAsync(chat);
        await _admin.StoreAsync(chat, "caller", 0, 0, [1, 2, 3]);
        await _admin.CompleteAsync(chat);
    }

    /// <summary>Of every table that knows calls.</summary>
    private long CountRows()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_service.DataDirectory, "recordings.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT (SELECT COUNT(*) FROM chats) + (SELECT COUNT(*) FROM chunks) + (SELECT COUNT(*) FROM files) + (SELECT COUNT(*) FROM garbage)
            """;
        return (long)command.ExecuteScalar()!;
    }
}
