using System.Text.Json;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Reading;

/// <summary>The service finds and names a missing or altered chunk, and never plays it.</summary>
[EndToEnd]
internal sealed class DamagedRecordingTests
{
    /// <summary>Four seconds at 8 kHz in each chunk, so that several buffers lie between the first chunk and the last.</summary>
    private const int ChunkFrames = 32_000;
    private const int Chunks = 40;
    private const int FirstSequence = 5;

    private TestService _service = null!;
    private HttpClient _client = null!;
    private long _chat;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(ReadyCalls.StayLive);
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    [TestCase("audio.wav", true)]
    [TestCase("audio.wav", false)]
    [TestCase("download-url", true)]
    [TestCase("download-url", false)]
    public async Task Read_OfADamagedFirstChunk_NamesTrackAndSequence(string route, bool altered)
    {
        await RecordAsync(2);
        await DamageAsync(altered, 0, 100);

        using var answer = await _client.GetAsync($"{_chat}/{route}");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.That((int)answer.StatusCode, Is.EqualTo(500));
        Assert.That(problem.Text("code"), Is.EqualTo("recording_damaged"));
        Assert.That(problem.Text("detail"), Does.Contain("caller").And.Contains($" {FirstSequence} "));
        Assert.That(answer.Headers.Contains("ETag") || answer.Content.Headers.Contains("Content-Range"), Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task DownloadUrl_OfADamagedLaterChunk_NamesItAndStoresNoFile(bool altered)
    {
        await RecordAsync(Chunks);
        await DamageAsync(altered, Chunks - 1, (2 * ChunkFrames) - 1);

        using var answer = await _client.GetAsync($"{_chat}/download-url");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.That(problem.Text("detail"), Does.Contain($" {FirstSequence + Chunks - 1} "));
        Assert.That(await _service.AssembledAsync(_chat), Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Read_OfADamagedLaterChunk_BreaksTheConnection(bool altered)
    {
        await RecordAsync(Chunks);
        await DamageAsync(altered, Chunks - 1, 10);

        using var answer = await _client.GetAsync($"{_chat}/audio.wav", HttpCompletionOption.ResponseHeadersRead);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(() => answer.Content.ReadAsByteArrayAsync(), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task Range_OutsideTheDamage_IsServed()
    {
        await RecordAsync(Chunks);
        await DamageAsync(altered: false, 0, 0);
        var last = 44 + (2L * ChunkFrames * (Chunks - 1));

        using var answer = await _client.GetAsync($"{_chat}/audio.wav", ("Range", $"bytes={last}-{last + (2 * ChunkFrames) - 1}"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(206));
        Assert.That((await answer.Content.ReadAsByteArrayAsync()).Length, Is.EqualTo(2 * ChunkFrames));
    }

    [Test]
    public async Task Read_OfAChunkWithAnAlteredHeader_IsTheSame([Values(0, 7, 16, 20, 22, 24, 32, 34, 36, 40, 43)] int position)
    {
        await _client.OpenAsync(++_chat);

        // With silence before the chunk, the service does not assemble the call in the background.
        await _client.UploadAsync(_chat, ChunkUploads.Wav(8000, ReadyCalls.Speech(1, ChunkFrames)), "audio/wav", "start_ms=1000");
        await _client.CompleteAsync(_chat);
        var undamaged = await _client.GetByteArrayAsync($"{_chat}/audio.wav");

        await _service.FlipByteAsync(await _service.ChunkAsync(_chat, "caller", 0), position);

        Assert.That(await _client.GetByteArrayAsync($"{_chat}/audio.wav"), Is.EqualTo(undamaged));
        Assert.That(await _service.AssembledAsync(_chat), Is.Empty);
    }

    [Test]
    public async Task Head_OfADamagedRecording_Is200()
    {
        await RecordAsync(2);
        await DamageAsync(altered: false, 0, 0);

        Assert.That(await _client.HeadAsync($"{_chat}/audio.wav").OutcomeAsync(), Is.EqualTo("200"));
    }

    private async Task RecordAsync(int chunks)
    {
        _chat++;
        await _client.OpenAsync(_chat);
        await Task.WhenAll(Enumerable.Range(0, chunks).Select(
            i => _client.StoreAsync(_chat, "caller", FirstSequence + i, 4000m * i, ReadyCalls.Speech(i, ChunkFrames))));

        // With silence before the end, the service does not assemble the call in the background.
        await _client.StoreAsync(_chat, "end", 0, (4000m * chunks) + 1000m, [1]);
        await _client.CompleteAsync(_chat);
    }

    private async Task DamageAsync(bool altered, int chunk, int offset)
    {
        var key = await _service.ChunkAsync(_chat, "caller", FirstSequence + chunk);
        await (altered ? _service.FlipByteAsync(key, offset) : _service.RemoveAsync(key));
    }
}
