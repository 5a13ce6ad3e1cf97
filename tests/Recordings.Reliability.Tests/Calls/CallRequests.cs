using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Recordings.Reliability.Tests.Calls;

/// <summary>The requests of the voice platform and of listeners.</summary>
internal static class CallRequests
{
    private static readonly MediaTypeHeaderValue L16 = MediaTypeHeaderValue.Parse($"audio/L16;rate={TestChunk.Rate}");

    public static Task<HttpResponseMessage> OpenAsync(this HttpClient client, long chat, CancellationToken cancellationToken = default) =>
        client.PutAsJsonAsync(Text(chat), new { channel = "phone_voice", started_at = "2026-11-22T10:00:00Z" }, cancellationToken);

    public static Task<HttpResponseMessage> StoreAsync(
        this HttpClient client, TestChunk chunk, CancellationToken cancellationToken = default)
    {
        var content = new ByteArrayContent(chunk.Body()) { Headers = { ContentType = L16 } };
        return client.PutAsync(
            $"{Text(chunk.Chat)}/tracks/{chunk.Track}/chunks/{Text(chunk.Sequence)}?start_ms={Text(chunk.StartMs)}", content, cancellationToken);
    }

    public static Task<HttpResponseMessage> CompleteAsync(this HttpClient client, long chat) =>
        client.PostAsJsonAsync($"{Text(chat)}/complete", new { ended_at = "2026-11-22T12:00:00Z" });

    public static Task<HttpResponseMessage> GetAudioAsync(this HttpClient client, long chat) => client.GetAsync($"{Text(chat)}/audio.wav");

    public static Task<HttpResponseMessage> GetDownloadUrlAsync(this HttpClient client, long chat) => client.GetAsync($"{Text(chat)}/download-url");

    /// <summary>A field of the JSON body of an answer or a problem; null if the body has no such field.</summary>
    public static async Task<string?> ReadFieldAsync(this HttpResponseMessage answer, string name)
    {
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
