using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>PUT …/chunks/{sequence} stores a chunk. The same chunk again changes nothing; a different one is a conflict.</summary>
[EndToEnd]
internal sealed class StoreChunkTests
{
    private static readonly byte[] TenFrames = new byte[20];

    private TestService _service = null!;
    private HttpClient _platform = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _platform = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync(), scopes: "chats:write");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _platform.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Put_NewChunk_Is201AndDescribesIt()
    {
        var chat = await OpenAsync();
        var wav = ChunkUploads.Wav(16000, new short[24]);

        using var answer = await _platform.UploadAsync(chat, wav, "audio/wav", "start_ms=1234.5", "agent.1_a-b", "7");

        Assert.That((int)answer.StatusCode, Is.EqualTo(201));
        Assert.That(
            await answer.Content.ReadAsStringAsync(),
            Is.EqualTo($$"""{"track":"agent.1_a-b","sequence":7,"start_ms":1234.5,"duration_ms":1,"sample_rate":16000,"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(wav))}}"}"""));
    }

    [TestCase("audio/wav")]
    [TestCase("audio/x-wav")]
    [TestCase("audio/wave")]
    [TestCase("audio/vnd.wave")]
    [TestCase("Audio/WAV; codecs=1")]
    public async Task Put_WavWithEachMediaType_IsStored(string contentType) => Assert.That(
        await _platform.UploadAsync(await OpenAsync(), ChunkUploads.Wav(8000, 1, 2, 3), contentType).OutcomeAsync(), Is.EqualTo("201"));

    [TestCase("audio/L16;rate=8000")]
    [TestCase("audio/l16; channels=2; rate=\"44100\"")]
    [TestCase("audio/PCMU")]
    [TestCase("audio/pcma")]
    public async Task Put_RawAudio_IsStored(string contentType) => Assert.That(
        await _platform.UploadAsync(await OpenAsync(), TenFrames, contentType).OutcomeAsync(), Is.EqualTo("201"));

    [TestCase(ChunkUploads.Raw, "start_ms=0", ChunkUploads.Raw, "start_ms=0.000000")]
    [TestCase(ChunkUploads.Raw, "start_ms=1234.5", ChunkUploads.Raw, "start_ms=1234.500000")]
    [TestCase(ChunkUploads.Raw, "start_ms=1234.5", ChunkUploads.Raw, "start_ms=01234.5000004")]
    [TestCase("audio/L16;rate=8000", "start_ms=0", "audio/l16; channels=1; rate=\"8000\"", "start_ms=0")]
    public async Task Put_SameChunkWrittenDifferently_Is200WithTheSameBody(string type, string query, string typeAgain, string queryAgain)
    {
        var chat = await OpenAsync();
        using var first = await _platform.UploadAsync(chat, TenFrames, type, query);

        using var second = await _platform.UploadAsync(chat, TenFrames, typeAgain, queryAgain);

        Assert.That((int)second.StatusCode, Is.EqualTo(200));
        Assert.That(await second.Content.ReadAsStringAsync(), Is.EqualTo(await first.Content.ReadAsStringAsync()));
    }

    [Test]
    public async Task Put_SameWavWithAnotherMediaType_Is200()
    {
        var chat = await OpenAsync();
        await _platform.UploadAsync(chat, ChunkUploads.Wav(8000, 1, 2), "audio/x-wav");

        Assert.That(await _platform.UploadAsync(chat, ChunkUploads.Wav(8000, 1, 2), "audio/wav").OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Put_SameChunkAgain_KeepsOneCopy()
    {
        var chat = await OpenAsync();
        await _platform.UploadAsync(chat, TenFrames);
        var kept = await _service.KeptAsync();

        await _platform.UploadAsync(chat, TenFrames);

        Assert.That(await _service.KeptAsync(), Is.EquivalentTo(kept));
    }

    [TestCase(ChunkUploads.Raw, "start_ms=0", 1)]
    [TestCase(ChunkUploads.Raw, "start_ms=0.000001", 0)]
    [TestCase("audio/L16;rate=16000", "start_ms=0", 0)]
    [TestCase("audio/PCMU", "start_ms=0", 0)]
    public async Task Put_DifferentChunkWithTheSameSequence_IsAConflict(string type, string query, byte sample)
    {
        var chat = await OpenAsync();
        await _platform.UploadAsync(chat, TenFrames);
        var kept = await _service.KeptAsync();

        var outcome = await _platform.UploadAsync(chat, [.. TenFrames[..^1], sample], type, query).OutcomeAsync();

        Assert.That(outcome, Is.EqualTo("409 chunk_conflict"));
        Assert.That(await _service.KeptAsync(), Is.EquivalentTo(kept));
    }

    [TestCase("other", "0")]
    [TestCase("caller", "1")]
    [TestCase("CALLER", "0")]
    public async Task Put_AnotherTrackOrSequence_IsAnotherChunk(string track, string sequence)
    {
        var chat = await OpenAsync();
        await _platform.UploadAsync(chat, TenFrames);

        Assert.That(await _platform.UploadAsync(chat, TenFrames, track: track, sequence: sequence).OutcomeAsync(), Is.EqualTo("201"));
    }

    [TestCase("0", "0")]
    [TestCase("0.0", "0")]
    [TestCase("007", "7")]
    [TestCase("1234.5678901234", "1234.56789")]
    [TestCase("1.000001", "1.000001")]
    [TestCase("1.0000009", "1")]
    public async Task Put_StartMs_IsKeptToTheNanosecond(string sent, string returned)
    {
        var stored = await _platform.UploadAsync(await OpenAsync(), TenFrames, query: $"start_ms={sent}").JsonAsync();

        Assert.That(stored.GetProperty("start_ms").GetRawText(), Is.EqualTo(returned));
    }

    [Test]
    public async Task Put_WithoutContentLength_IsStored() => Assert.That(
        await _platform.UploadAsync(await OpenAsync(), TenFrames, sendLength: false).OutcomeAsync(), Is.EqualTo("201"));

    [Test]
    public async Task Put_SameChunkManyTimesAtOnce_IsStoredOnce()
    {
        var chat = await OpenAsync();
        var kept = (await _service.KeptAsync()).Length;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _platform.UploadAsync(chat, TenFrames).OutcomeAsync()));

        Assert.That(outcomes, Is.EquivalentTo(Enumerable.Repeat("200", 9).Append("201")));
        Assert.That(await _service.KeptAsync(), Has.Length.EqualTo(kept + 1));
    }

    [Test]
    public async Task Put_DifferentChunksOfOneSequenceAtOnce_StoresOne()
    {
        var chat = await OpenAsync();
        var kept = (await _service.KeptAsync()).Length;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            i => _platform.UploadAsync(chat, [.. TenFrames, 0, (byte)i]).OutcomeAsync()));

        Assert.That(outcomes, Is.EquivalentTo(Enumerable.Repeat("409 chunk_conflict", 9).Append("201")));
        Assert.That(await _service.KeptAsync(), Has.Length.EqualTo(kept + 1));
    }

    [Test]
    public async Task Put_FiftyChunksAtOnce_StoresAll()
    {
        var chat = await OpenAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            i => _platform.StoreAsync(chat, "caller", i, i * 10m, new short[80]).OutcomeAsync()));
        var metadata = await _platform.GetFromJsonAsync<JsonElement>($"{chat}");

        Assert.That(outcomes, Is.All.EqualTo("201"));
        Assert.That(
            metadata.GetProperty("tracks").GetRawText(), Is.EqualTo("""[{"track":"caller","chunks":50,"first_audio_ms":0,"audio_ms":500}]"""));
    }

    private async Task<long> OpenAsync()
    {
        var chat = ChatIds.Next();
        await _platform.OpenAsync(chat);
        return chat;
    }
}
