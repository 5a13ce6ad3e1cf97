using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Recordings.Api.Tests.Running.Calls;

/// <summary>The voice platform's requests, for tests of later steps.</summary>
internal static class CaptureSteps
{
    public static Task<HttpResponseMessage> OpenAsync(this HttpClient client, long chat, string channel = "phone_voice") =>
        client.PutAsJsonAsync(Text(chat), new { channel, started_at = "2026-11-22T10:00:00Z" });

    /// <summary>Stores raw 16-bit mono samples (audio/L16).</summary>
    public static Task<HttpResponseMessage> StoreAsync(
        this HttpClient client, long chat, string track, int sequence, decimal startMs, short[] samples, int rate = 8000) =>
        client.PutAsync($"{chat}/tracks/{track}/chunks/{sequence}?start_ms={Text(startMs)}", Raw(samples, rate));

    /// <summary>The body of a chunk: 16-bit mono samples in the byte order of audio/L16.</summary>
    public static ByteArrayContent Raw(short[] samples, int rate)
    {
        var body = new byte[samples.Length * sizeof(short)];
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16BigEndian(body.AsSpan(i * sizeof(short)), samples[i]);

        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"audio/L16;rate={rate}");
        return content;
    }

    public static Task<HttpResponseMessage> CompleteAsync(this HttpClient client, long chat, string endedAt = "2026-11-22T10:30:00Z") =>
        client.PostAsJsonAsync($"{chat}/complete", new { ended_at = endedAt });

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
