using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Tests.Capture;

/// <summary>POST /chat/{chat_id}/complete ends a call.</summary>
[EndToEnd]
internal sealed class CompleteCallTests
{
    private TestService _service = null!;
    private string _workspace = null!;
    private HttpClient _platform = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _workspace = await _service.CreateWorkspaceAsync();
        _platform = await _service.CreateClientAsync(_workspace, scopes: "chats:write");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _platform.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Post_OpenCallWithAudio_IsReady()
    {
        var chat = await OpenAsync();
        await _platform.StoreAsync(chat, "caller", 0, 0, new short[8000]);

        var metadata = await _platform.PostCompleteAsync(chat, """{"ended_at":"2026-11-22T11:30:00+01:00"}""").JsonAsync();

        Assert.That(
            (metadata.Text("status"), metadata.Text("ended_at"), metadata.GetProperty("duration_ms").GetInt64()),
            Is.EqualTo(("ready", "2026-11-22T10:30:00Z", 1000)));
    }

    [Test]
    public async Task Post_CallWithoutAudio_IsUnavailable()
    {
        var metadata = await _platform.CompleteAsync(await OpenAsync()).JsonAsync();

        Assert.That((metadata.Text("status"), metadata.Text("status_reason")), Is.EqualTo(("unavailable", "no_audio")));
    }

    [Test]
    public async Task Post_EndEqualToTheStart_IsAccepted() => Assert.That(
        await _platform.CompleteAsync(await OpenAsync(), "2026-11-22T10:00:00Z").OutcomeAsync(), Is.EqualTo("200"));

    [TestCase("application/json")]
    [TestCase(null)]
    public async Task Post_NoBody_IsMalformed(string? contentType)
    {
        var content = new ByteArrayContent([]);
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        Assert.That(await _platform.PostAsync($"{await OpenAsync()}/complete", content).OutcomeAsync(), Is.EqualTo("400 malformed_request"));
    }

    [TestCase("{}")]
    [TestCase("""{"ended_at":null}""")]
    [TestCase("""{"ended_at":"now"}""")]
    [TestCase("""{"ended_at":1795341600}""")]
    [TestCase("""{"ended_at":"2026-11-22T10:30:00"}""")]
    [TestCase("""{"ended_at":"2026-11-22T09:59:59.9999999Z"}""")]
    public async Task Post_MissingOrInvalidEnd_NamesTheField(string json) => Assert.That(
        await _platform.PostCompleteAsync(await OpenAsync(), json).FieldsAsync(), Is.EqualTo(new[] { "ended_at" }));

    [Test]
    public async Task Post_NotJson_IsMalformed() => Assert.That(
        await _platform.PostCompleteAsync(await OpenAsync(), "").OutcomeAsync(), Is.EqualTo("400 malformed_request"));

    [Test]
    public async Task Post_UnknownChat_IsNotFound() => Assert.That(
        await _platform.CompleteAsync(ChatIds.Next()).OutcomeAsync(), Is.EqualTo("404 chat_not_found"));

    [Test]
    public async Task Post_Again_KeepsTheFirstEnd()
    {
        var chat = await OpenAsync();
        await _platform.CompleteAsync(chat);

        var metadata = await _platform.CompleteAsync(chat, "2026-11-22T12:00:00Z").JsonAsync();

        Assert.That(metadata.Text("ended_at"), Is.EqualTo("2026-11-22T10:30:00Z"));
    }

    [Test]
    public async Task Post_ThenLateChunk_IsPartOfTheRecording()
    {
        var chat = await OpenAsync();
        await _platform.StoreAsync(chat, "caller", 0, 0, new short[8000]);
        await _platform.CompleteAsync(chat);

        Assert.That(await _platform.StoreAsync(chat, "caller", 1, 1000, new short[8000]).OutcomeAsync(), Is.EqualTo("201"));
        Assert.That(
            (await _platform.GetAsync($"{chat}").JsonAsync()).GetProperty("duration_ms").GetInt64(), Is.EqualTo(2000));
    }

    [Test]
    public async Task Post_ChatWithoutVoice_EndsIt() => Assert.That(
        (await _platform.CompleteAsync(await OpenAsync("sms")).JsonAsync()).Text("status_reason"), Is.EqualTo("not_a_voice_chat"));

    [Test]
    public async Task Complete_EndBeforeTheStoredStart_LeavesTheCallOpen()
    {
        var chat = await OpenAsync();
        var key = (await _service.Services.GetRequiredService<IRecordings>().FindAsync(
            new WorkspaceId(Guid.Parse(_workspace)), new ChatId(chat), default))!.Key;

        await _service.Services.GetRequiredService<ICallWriter>().CompleteAsync(
            key, new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), DateTimeOffset.UtcNow, default);

        Assert.That((await _platform.GetAsync($"{chat}").JsonAsync()).Text("status"), Is.EqualTo("in_progress"));
    }

    private async Task<long> OpenAsync(string channel = "phone_voice")
    {
        var chat = ChatIds.Next();
        await _platform.OpenAsync(chat, channel);
        return chat;
    }
}
