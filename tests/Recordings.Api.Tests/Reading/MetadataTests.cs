using System.Net.Http.Json;
using System.Text.Json;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Reading;

/// <summary>The metadata of a recording, which the service returns without reading audio.</summary>
[EndToEnd]
internal sealed class MetadataTests
{
    private TestService _service = null!;
    private HttpClient _client = null!;
    private string _workspace = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _workspace = await _service.CreateWorkspaceAsync();
        _client = await _service.CreateClientAsync(_workspace, "m-participant");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    [Test]
    public async Task Metadata_OfAReadyRecording_HasEveryField()
    {
        await _client.RecordAsync(1, ReadyCalls.Private);
        using var audio = await _client.HeadAsync("1/audio.wav");

        var answer = await _client.GetAsync("1").JsonAsync();

        var chat = $"{_service.Address}api/v2/w/{_workspace}/recordings/chat/1";
        var expected = $$"""
            {
              "chat_id": 1, "channel": "phone_voice", "kind": "manager_owned", "status": "ready", "status_reason": null,
              "started_at": "2026-11-22T10:00:00Z", "ended_at": "2026-11-22T10:30:00Z",
              "duration_ms": 750, "sample_rate": 8000, "channels": 1, "size_bytes": 12044, "etag": {{JsonSerializer.Serialize(audio.Headers.ETag!.Tag)}},
              "participants": [{ "member_id": "m-participant", "role": "customer", "track": "caller" }],
              "tracks": [
                { "track": "agent", "chunks": 1, "first_audio_ms": 100, "audio_ms": 200 },
                { "track": "caller", "chunks": 2, "first_audio_ms": 0, "audio_ms": 500 }
              ],
              "gaps": {},
              "links": { "audio": "{{chat}}/audio.wav", "download_url": "{{chat}}/download-url" }
            }
            """;
        Assert.That(JsonElement.DeepEquals(answer, JsonDocument.Parse(expected).RootElement), answer.GetRawText());
    }

    [Test]
    public async Task Metadata_OfACallInProgress_ListsTheTracksSoFar()
    {
        await _client.OpenAsync(2);
        await _client.StoreSpeechAsync(2);

        var answer = await _client.GetAsync("2").JsonAsync();

        Assert.That(Status(answer), Is.EqualTo(("in_progress", (string?)null)));
        Assert.That(answer.GetProperty("ended_at").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(answer.GetProperty("tracks").GetArrayLength(), Is.EqualTo(2));
    }

    [TestCase("phone_voice", true, true, "unavailable", "no_audio")]
    [TestCase("phone_voice", false, true, "in_progress", null)]
    [TestCase("sms", false, true, "unavailable", "not_a_voice_chat")]
    [TestCase("sms", true, true, "unavailable", "not_a_voice_chat")]
    [TestCase("sms", true, false, "unavailable", "recording_disabled")]
    [TestCase("web_voice", false, false, "unavailable", "recording_disabled")]
    public async Task Status_WithoutARecording_GivesTheFirstReason(string channel, bool ended, bool recording, string status, string? reason)
    {
        var workspace = await _service.CreateWorkspaceAsync();
        using var client = await _service.CreateClientAsync(workspace);
        await client.OpenAsync(1, channel);
        if (ended)
            await client.CompleteAsync(1);
        await _service.SendAsync(Administer.SetRecording(workspace, recording));

        var answer = await client.GetAsync("1").JsonAsync();

        Assert.That(Status(answer), Is.EqualTo((status, reason)));
        foreach (var field in (string[])["duration_ms", "sample_rate", "channels", "size_bytes", "etag"])
            Assert.That(answer.GetProperty(field).ValueKind, Is.EqualTo(JsonValueKind.Null), field);
    }

    [Test]
    public async Task Gaps_OfEachTrack_AreTheMissingSequences()
    {
        await _client.OpenAsync(3);
        foreach (var (track, sequence) in ((string, int)[])[("caller", 3), ("caller", 5), ("caller", 9), ("agent", 0), ("agent", 1)])
            await _client.StoreAsync(3, track, sequence, 1000m * sequence, [1, 2, 3]);

        var gaps = (await _client.GetAsync("3").JsonAsync()).GetProperty("gaps");

        Assert.That(gaps.GetRawText(), Is.EqualTo("""{"caller":[4,6,7,8]}"""));
    }

    [Test]
    public async Task Durations_BetweenMilliseconds_AreRoundedDown()
    {
        await _client.OpenAsync(4);
        await _client.StoreAsync(4, "caller", 0, 1.999m, new short[31]);
        await _client.CompleteAsync(4);

        var answer = await _client.GetAsync("4").JsonAsync();

        // 16 + 31 frames at 8 kHz: 5.875 ms, of which 3.875 ms are sound.
        Assert.That(answer.GetProperty("duration_ms").GetInt64(), Is.EqualTo(5));
        Assert.That(answer.GetProperty("tracks")[0].GetProperty("audio_ms").GetInt64(), Is.EqualTo(3));
        Assert.That(answer.GetProperty("tracks")[0].GetProperty("first_audio_ms").GetInt64(), Is.EqualTo(2));
        Assert.That(answer.GetProperty("size_bytes").GetInt64(), Is.EqualTo(44 + (2 * 47)));
    }

    [Test]
    public async Task Times_WithAnotherOffset_AreInUtc()
    {
        await _client.PutAsJsonAsync("5", new { channel = "web_voice", started_at = "2026-11-22T12:00:00.25+02:00" });

        var answer = await _client.GetAsync("5").JsonAsync();

        Assert.That(answer.Text("started_at"), Is.EqualTo("2026-11-22T10:00:00.25Z"));
    }

    [Test]
    public async Task Links_OfTheMetadata_LeadToTheRecording()
    {
        await _client.RecordAsync(6);
        var links = (await _client.GetAsync("6").JsonAsync()).GetProperty("links");

        Assert.That(await _client.GetAsync(links.Text("audio")).OutcomeAsync(), Is.EqualTo("200"));
        Assert.That(await _client.GetAsync(links.Text("download_url")).OutcomeAsync(), Is.EqualTo("200"));
    }

    private static (string Status, string? Reason) Status(JsonElement answer) =>
        (answer.Text("status"), answer.GetProperty("status_reason").GetString());
}
