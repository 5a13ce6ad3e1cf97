using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>If two failures apply to a chunk, the answer is the earlier one in the contract's order.</summary>
[EndToEnd]
internal sealed class ChunkFailureOrderTests
{
    private const string Garbage = "audio/wav";

    private static readonly byte[] TenFrames = new byte[20];
    private static readonly byte[] TooLarge = new byte[2000];

    private TestService _service = null!;
    private HttpClient _on = null!;
    private HttpClient _off = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            "--Capture:MaxChunkBytes=1000", "--Capture:MaxCallHours=1", "--Capture:MaxChunksPerCall=1");
        _on = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync(), scopes: "chats:write");
        _off = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync(recording: false), scopes: "chats:write");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _on.Dispose();
        _off.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Put_UnknownChatAndBadStart_IsValidationFailed() => Assert.That(
        await _on.UploadAsync(ChatIds.Next(), TenFrames, query: "start_ms=x").OutcomeAsync(), Is.EqualTo("400 validation_failed"));

    [Test]
    public async Task Put_UnknownChatAndTooLarge_IsNotFound() => Assert.That(
        await _on.UploadAsync(ChatIds.Next(), TooLarge, "text/plain").OutcomeAsync(), Is.EqualTo("404 chat_not_found"));

    [Test]
    public async Task Put_NoVoiceAndRecordingOff_IsNotAVoiceChat() => Assert.That(
        await _off.UploadAsync(await OpenAsync(_off, "sms"), TenFrames).OutcomeAsync(), Is.EqualTo("409 not_a_voice_chat"));

    [TestCase(true)]
    [TestCase(false)]
    public async Task Put_RecordingOffAndTooLarge_IsRecordingOff(bool sendLength) => Assert.That(
        await _off.UploadAsync(await OpenAsync(_off), TooLarge, sendLength: sendLength).OutcomeAsync(),
        Is.EqualTo("409 recording_disabled"));

    [Test]
    public async Task Put_RecordingOffAndWrongType_IsRecordingOff() => Assert.That(
        await _off.UploadAsync(await OpenAsync(_off), TenFrames, "text/plain").OutcomeAsync(), Is.EqualTo("409 recording_disabled"));

    [TestCase(true)]
    [TestCase(false)]
    public async Task Put_TooLargeAndWrongType_IsTooLarge(bool sendLength) => Assert.That(
        await _on.UploadAsync(await OpenAsync(_on), TooLarge, "text/plain", sendLength: sendLength).OutcomeAsync(),
        Is.EqualTo("413 chunk_too_large"));

    [TestCase(true)]
    [TestCase(false)]
    public async Task Put_WrongTypeAndEmpty_IsWrongType(bool sendLength) => Assert.That(
        await _on.UploadAsync(await OpenAsync(_on), [], "text/plain", sendLength: sendLength).OutcomeAsync(),
        Is.EqualTo("415 unsupported_media_type"));

    [Test]
    public async Task Put_InvalidAndTooLate_IsInvalid() => Assert.That(
        await _on.UploadAsync(await OpenAsync(_on), TenFrames, Garbage, "start_ms=9999999").OutcomeAsync(), Is.EqualTo("422 invalid_audio"));

    [Test]
    public async Task Put_TooLateInAFullCall_IsTooLate() => Assert.That(
        await _on.UploadAsync(await OpenFullAsync(), TenFrames, query: "start_ms=9999999", sequence: "1").OutcomeAsync(), Is.EqualTo("422 call_too_long"));

    [Test]
    public async Task Put_InvalidWithAStoredSequence_IsInvalid() => Assert.That(
        await _on.UploadAsync(await OpenFullAsync(), TenFrames, Garbage).OutcomeAsync(), Is.EqualTo("422 invalid_audio"));

    [Test]
    public async Task Put_TooLateWithAStoredSequence_IsTooLate() => Assert.That(
        await _on.UploadAsync(await OpenFullAsync(), TenFrames, query: "start_ms=9999999").OutcomeAsync(), Is.EqualTo("422 call_too_long"));

    private static async Task<long> OpenAsync(HttpClient platform, string channel = "phone_voice")
    {
        var chat = ChatIds.Next();
        await platform.OpenAsync(chat, channel);
        return chat;
    }

    private async Task<long> OpenFullAsync()
    {
        var chat = await OpenAsync(_on);
        await _on.UploadAsync(chat, TenFrames);
        return chat;
    }
}
