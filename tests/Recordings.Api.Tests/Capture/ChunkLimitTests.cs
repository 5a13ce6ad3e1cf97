using System.Text.Json;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>The limits of a chunk and of a call: bytes, length, chunks and tracks. A chunk over a limit is not stored.</summary>
[EndToEnd]
internal sealed class ChunkLimitTests
{
    private const int MaxBytes = 1000;

    private static readonly byte[] TenFrames = new byte[20];

    private TestService _service = null!;
    private HttpClient _platform = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            $"--Capture:MaxChunkBytes={MaxBytes}", "--Capture:MaxCallHours=1", "--Capture:MaxChunksPerCall=3", "--Capture:MaxTracksPerCall=2");
        _platform = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync(), scopes: "chats:write");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _platform.Dispose();
        await _service.DisposeAsync();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Put_OneByteOverTheLimit_IsTooLarge(bool sendLength)
    {
        var chat = await OpenAsync();
        var kept = await _service.KeptAsync();

        var outcome = await _platform.UploadAsync(chat, new byte[MaxBytes + 1], sendLength: sendLength).OutcomeAsync();

        Assert.That(outcome, Is.EqualTo("413 chunk_too_large"));
        Assert.That(await _service.KeptAsync(), Is.EquivalentTo(kept));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Put_AtTheLimit_IsStored(bool sendLength) => Assert.That(
        await _platform.UploadAsync(await OpenAsync(), new byte[MaxBytes], sendLength: sendLength).OutcomeAsync(), Is.EqualTo("201"));

    [TestCase("3599998.75", ExpectedResult = "201")]
    [TestCase("3599998.750001", ExpectedResult = "422 call_too_long")]
    [TestCase("3600000", ExpectedResult = "422 call_too_long")]
    [TestCase("315360000000", ExpectedResult = "422 call_too_long")]
    [TestCase("9999999999999999999999999999999999999999", ExpectedResult = "422 call_too_long")]
    public async Task<string> Put_ChunkAtTheMaximumLength_IsLimited(string startMs) =>
        await _platform.UploadAsync(await OpenAsync(), TenFrames, query: $"start_ms={startMs}").OutcomeAsync();

    [Test]
    public async Task Put_StartMsSince1970_IsExplained()
    {
        using var answer = await _platform.UploadAsync(await OpenAsync(), TenFrames, query: "start_ms=1795341600000");

        Assert.That(JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Text("detail"), Does.Contain("since 1970"));
    }

    [Test]
    public async Task Put_OneChunkOverTheLimit_IsTooMany()
    {
        var chat = await OpenAsync();
        for (var i = 0; i < 3; i++)
            await _platform.UploadAsync(chat, TenFrames, sequence: $"{i}");

        Assert.That(await _platform.UploadAsync(chat, TenFrames, sequence: "3").OutcomeAsync(), Is.EqualTo("422 too_many_chunks"));
    }

    [Test]
    public async Task Put_OneTrackOverTheLimit_IsTooManyAndStoresNothing()
    {
        var chat = await OpenTwoTracksAsync();
        var kept = await _service.KeptAsync();

        using var answer = await _platform.UploadAsync(chat, TenFrames, track: "c");

        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.That(((int)answer.StatusCode, problem.Text("code")), Is.EqualTo((422, "too_many_tracks")));
        Assert.That(problem.Text("detail"), Does.Contain("2 tracks"));
        Assert.That(await _service.KeptAsync(), Is.EquivalentTo(kept));
    }

    [Test]
    public async Task Put_ExistingTrackAtTheTrackLimit_IsStored() => Assert.That(
        await _platform.UploadAsync(await OpenTwoTracksAsync(), TenFrames, track: "b", sequence: "1").OutcomeAsync(), Is.EqualTo("201"));

    [Test]
    public async Task Put_OverBothLimits_IsTooManyChunks()
    {
        var chat = await OpenTwoTracksAsync();
        await _platform.UploadAsync(chat, TenFrames, track: "b", sequence: "1");

        Assert.That(await _platform.UploadAsync(chat, TenFrames, track: "c").OutcomeAsync(), Is.EqualTo("422 too_many_chunks"));
    }

    [Test]
    public async Task Put_NewTracksAtOnce_StoresUpToTheLimit()
    {
        var chat = await OpenAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            i => _platform.UploadAsync(chat, TenFrames, track: $"t{i}").OutcomeAsync()));

        Assert.That(outcomes.Count(outcome => outcome == "201"), Is.EqualTo(2));
        Assert.That(outcomes.Where(outcome => outcome != "201"), Is.All.EqualTo("422 too_many_tracks"));
    }

    [Test]
    public async Task Put_StoredChunkAgainInAFullCall_Is200()
    {
        var chat = await OpenAsync();
        for (var i = 0; i < 3; i++)
            await _platform.UploadAsync(chat, TenFrames, sequence: $"{i}");

        Assert.That(await _platform.UploadAsync(chat, TenFrames, sequence: "2").OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Put_MoreThanTheLimitAtOnce_StoresUpToTheLimit()
    {
        var chat = await OpenAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            i => _platform.UploadAsync(chat, TenFrames, sequence: $"{i}").OutcomeAsync()));

        Assert.That(outcomes.Count(outcome => outcome == "201"), Is.EqualTo(3));
    }

    private async Task<long> OpenTwoTracksAsync()
    {
        var chat = await OpenAsync();
        await _platform.UploadAsync(chat, TenFrames, track: "a");
        await _platform.UploadAsync(chat, TenFrames, track: "b");
        return chat;
    }

    private async Task<long> OpenAsync()
    {
        var chat = ChatIds.Next();
        await _platform.OpenAsync(chat);
        return chat;
    }
}
