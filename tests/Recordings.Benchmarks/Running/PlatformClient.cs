using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Recordings.Benchmarks.Calls;

namespace Recordings.Benchmarks.Running;

/// <summary>The requests of the voice platform and of listeners, over HTTP.</summary>
internal sealed class PlatformClient(Service service) : IDisposable
{
    private const int ConcurrentUploads = 4;

    private static readonly DateTimeOffset Started = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri($"http://127.0.0.1:{service.Port}/api/v2/w/{service.Credentials.Workspace}/recordings/chat/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", service.Credentials.Key) },
        Timeout = TimeSpan.FromMinutes(10),
    };

    public async Task CaptureAsync(long chat, GeneratedCall call)
    {
        await OpenAsync(chat);
        await Parallel.ForEachAsync(
            call.Chunks,
            new ParallelOptions { MaxDegreeOfParallelism = ConcurrentUploads },
            async (chunk, _) => await StoreAsync(chat, call, chunk));
        await CompleteAsync(chat, call.Shape.Minutes);
    }

    public Task OpenAsync(long chat) => ExpectAsync(_http.PutAsJsonAsync($"{chat}", new { channel = "phone_voice", started_at = Started }));

    public Task CompleteAsync(long chat, int minutes) =>
        ExpectAsync(_http.PostAsJsonAsync($"{chat}/complete", new { ended_at = Started.AddMinutes(minutes) }));

    public async Task<string> GetLinkAsync(long chat)
    {
        using var answer = await ExpectAsync(_http.GetAsync($"{chat}/download-url"));
        var link = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return link.GetProperty("url").GetString()!;
    }

    /// <summary>Reads and discards the whole recording; returns its length in bytes.</summary>
    public async Task<long> PlayAsync(long chat)
    {
        using var answer = await ExpectAsync(_http.GetAsync($"{chat}/audio.wav", HttpCompletionOption.ResponseHeadersRead));
        await using var audio = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[256 * 1024];
        var length = 0L;
        for (int read; (read = await audio.ReadAsync(buffer)) > 0;)
            length += read;
        return length;
    }

    public async Task SaveAsync(string link, string path)
    {
        await using var audio = await _http.GetStreamAsync(link);
        await using var file = File.Create(path);
        await audio.CopyToAsync(file);
    }

    /// <summary>The request line and the headers of a GET, without the final empty line.</summary>
    public string RequestFor(long chat, string what) =>
        $"GET {_http.BaseAddress!.AbsolutePath}{chat}/{what} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {service.Credentials.Key}\r\n";

    public void Dispose() => _http.Dispose();

    private async Task StoreAsync(long chat, GeneratedCall call, GeneratedChunk chunk)
    {
        await using var file = File.OpenRead(Path.Combine(call.Folder, chunk.File));
        using var body = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };
        var start = chunk.StartMs.ToString(CultureInfo.InvariantCulture);
        using var answer = await ExpectAsync(_http.PutAsync($"{chat}/tracks/party-{chunk.Track}/chunks/{chunk.Sequence}?start_ms={start}", body));
    }

    private static async Task<HttpResponseMessage> ExpectAsync(Task<HttpResponseMessage> request)
    {
        var answer = await request;
        return answer.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
