using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>Each failure of a chunk alone: its code, and nothing is stored.</summary>
[EndToEnd]
internal sealed class ChunkFailureTests
{
    private static readonly byte[] TenFrames = new byte[20];

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

    [TestCase("")]
    [TestCase("start_ms=")]
    [TestCase("start_ms=-1")]
    [TestCase("start_ms=%2B1")]
    [TestCase("start_ms=1.")]
    [TestCase("start_ms=.5")]
    [TestCase("start_ms=1e3")]
    [TestCase("start_ms=1,5")]
    [TestCase("start_ms=%201")]
    [TestCase("start_ms=0x10")]
    [TestCase("start_ms=1.5.5")]
    [TestCase("start_ms=NaN")]
    [TestCase("start_ms=%D9%A1")]
    [TestCase("start_ms=1%00")]
    [TestCase("Start=1")]
    public async Task Put_MalformedStartMs_NamesTheField(string query) => Assert.That(
        await _platform.UploadAsync(await OpenAsync(), TenFrames, query: query).FieldsAsync(), Is.EqualTo(new[] { "start_ms" }));

    [TestCase("-1")]
    [TestCase("2147483648")]
    [TestCase("1.0")]
    [TestCase("one")]
    [TestCase("%2B1")]
    public async Task Put_MalformedSequence_NamesTheField(string sequence) => Assert.That(
        await _platform.UploadAsync(await OpenAsync(), TenFrames, sequence: sequence).FieldsAsync(), Is.EqualTo(new[] { "sequence" }));

    [TestCase("0")]
    [TestCase("2147483647")]
    public async Task Put_SequenceAtItsLimits_IsStored(string sequence) => Assert.That(
        await _platform.UploadAsync(await OpenAsync(), TenFrames, sequence: sequence).OutcomeAsync(), Is.EqualTo("201"));

    [TestCase("a")]
    [TestCase("7.wav")]
    [TestCase("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task Put_TrackAtItsLimits_IsStored(string track) => Assert.That(
        await _platform.UploadAsync(await OpenAsync(), TenFrames, track: track).OutcomeAsync(), Is.EqualTo("201"));

    [Test]
    public async Task Put_UnknownChat_IsNotFound() => Assert.That(
        await _platform.UploadAsync(ChatIds.Next(), TenFrames).OutcomeAsync(), Is.EqualTo("404 chat_not_found"));

    [TestCase("sms")]
    [TestCase("web_chat")]
    [TestCase("email")]
    public async Task Put_ChatWithoutVoice_IsAConflict(string channel) => Assert.That(
        await _platform.UploadAsync(await OpenAsync(channel), TenFrames).OutcomeAsync(), Is.EqualTo("409 not_a_voice_chat"));

    [TestCase(true)]
    [TestCase(false)]
    public async Task Put_RecordingOff_StoresNothing(bool sendLength)
    {
        await using var service = await TestService.StartAsync();
        using var platform = await service.CreateClientAsync(await service.CreateWorkspaceAsync(recording: false), scopes: "chats:write");
        await platform.OpenAsync(1);

        var outcome = await platform.UploadAsync(1, TenFrames, sendLength: sendLength).OutcomeAsync();

        Assert.That(outcome, Is.EqualTo("409 recording_disabled"));
        Assert.That(await service.KeptAsync(), Is.Empty);
    }

    [Test]
    public async Task Put_StoredChunkAfterRecordingTurnedOff_Is200()
    {
        await using var service = await TestService.StartAsync();
        var workspace = await service.CreateWorkspaceAsync();
        using var platform = await service.CreateClientAsync(workspace, scopes: "chats:write");
        await platform.OpenAsync(1);
        await platform.UploadAsync(1, TenFrames);
        await service.SendAsync(Administer.SetRecording(workspace, false));

        string[] outcomes =
        [
            await platform.UploadAsync(1, TenFrames).OutcomeAsync(),
            await platform.UploadAsync(1, [.. TenFrames, 0, 0]).OutcomeAsync(),
            await platform.UploadAsync(1, TenFrames, query: "start_ms=1").OutcomeAsync(),
            await platform.UploadAsync(1, TenFrames, "text/plain").OutcomeAsync(),
        ];

        Assert.That(outcomes, Is.EqualTo(new[] { "200", "409 recording_disabled", "409 recording_disabled", "409 recording_disabled" }));
        Assert.That(await service.KeptAsync(), Has.Length.EqualTo(1));
    }

    [TestCase(null)]
    [TestCase("text/plain")]
    [TestCase("application/octet-stream")]
    [TestCase("audio/mpeg")]
    [TestCase("audio/ogg; codecs=opus")]
    [TestCase("audio/L16")]
    [TestCase("audio/L16;rate=fast")]
    [TestCase("audio/wav, audio/wav")]
    [TestCase("audio")]
    public async Task Put_OtherContentType_IsUnsupported(string? contentType) => Assert.That(
        await _platform.UploadAsync(await OpenAsync(), TenFrames, contentType).OutcomeAsync(), Is.EqualTo("415 unsupported_media_type"));

    [TestCase("audio/wav")]
    [TestCase("audio/L16;rate=8001")]
    [TestCase("audio/L16;rate=8000;channels=3")]
    [TestCase("audio/L16;rate=99999999999999999999")]
    public async Task Put_BodyOfUnsupportedAudio_IsInvalid(string contentType)
    {
        var chat = await OpenAsync();
        var kept = await _service.KeptAsync();

        var outcome = await _platform.UploadAsync(chat, TenFrames, contentType).OutcomeAsync();

        Assert.That(outcome, Is.EqualTo("422 invalid_audio"));
        Assert.That(await _service.KeptAsync(), Is.EquivalentTo(kept));
    }

    [TestCase("audio/wav")]
    [TestCase(ChunkUploads.Raw)]
    public async Task Put_EmptyBody_IsInvalid(string contentType) => Assert.That(
        await _platform.UploadAsync(await OpenAsync(), [], contentType).OutcomeAsync(), Is.EqualTo("422 invalid_audio"));

    [Test]
    public async Task Put_ReadScope_IsInsufficient()
    {
        using var reader = await _service.CreateClientAsync(_workspace, scopes: "chats:read");

        Assert.That(await reader.UploadAsync(1, TenFrames).OutcomeAsync(), Is.EqualTo("403 insufficient_scope"));
    }

    private async Task<long> OpenAsync(string channel = "phone_voice")
    {
        var chat = ChatIds.Next();
        await _platform.OpenAsync(chat, channel);
        return chat;
    }
}
