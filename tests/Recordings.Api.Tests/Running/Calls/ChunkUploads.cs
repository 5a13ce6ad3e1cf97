using System.Globalization;
using System.Net.Http.Headers;

namespace Recordings.Api.Tests.Running.Calls;

/// <summary>Sends chunks as a platform does. A test chooses each part of the request.</summary>
internal static class ChunkUploads
{
    public const string Raw = "audio/L16;rate=8000";

    /// <param name="contentType">Null sends none.</param>
    /// <param name="query">The whole query, such as "start_ms=0".</param>
    /// <param name="sendLength">True sends Content-Length; false sends the body chunked.</param>
    public static Task<HttpResponseMessage> UploadAsync(
        this HttpClient client, long chat, byte[] body, string? contentType = Raw, string query = "start_ms=0",
        string track = "caller", string sequence = "0", bool sendLength = true)
    {
        var path = $"{chat.ToString(CultureInfo.InvariantCulture)}/tracks/{track}/chunks/{sequence}?{query}";
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (!sendLength)
            request.Headers.TransferEncodingChunked = true;
        return client.SendAsync(request);
    }

    /// <summary>A minimal WAV file: 16-bit mono.</summary>
    public static byte[] Wav(int rate, params short[] samples)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("RIFF"u8);
        writer.Write(36 + (samples.Length * 2));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples.Length * 2);
        foreach (var sample in samples)
            writer.Write(sample);
        writer.Flush();
        return bytes.ToArray();
    }

    public static Task<HttpResponseMessage> PutJsonAsync(this HttpClient client, long chat, string json, string? contentType = "application/json") =>
        client.PutAsync(chat.ToString(CultureInfo.InvariantCulture), Text(json, contentType));

    public static Task<HttpResponseMessage> PostCompleteAsync(this HttpClient client, long chat, string json) =>
        client.PostAsync($"{chat.ToString(CultureInfo.InvariantCulture)}/complete", Text(json, "application/json"));

    private static StringContent Text(string json, string? contentType)
    {
        var content = new StringContent(json);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return content;
    }
}
