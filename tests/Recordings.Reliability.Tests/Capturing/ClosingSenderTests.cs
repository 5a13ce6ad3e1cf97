using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Capturing;

/// <summary>Programs that send a chunk, and do not wait long for the answer or at all: ffmpeg closes the connection after the last byte.</summary>
[RequiresSenders]
internal sealed class ClosingSenderTests
{
    private const int Chunks = 12;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Chunk_FromFfmpegAndCurl_IsStored()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(Path.Combine(folder.Path, "data"));
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var client = workspace.CreateClient(service.Address);
        (await client.OpenAsync(1)).EnsureSuccessStatusCode();
        var body = Path.Combine(folder.Path, "body");
        await File.WriteAllBytesAsync(body, new TestChunk(1, "curl", 0).Body());

        for (var sequence = 0; sequence < Chunks; sequence++)
        {
            await RunAsync(
                "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=duration=0.1:sample_rate=8000", "-f", "wav", "-method", "PUT",
                "-content_type", "audio/wav", "-headers", $"Authorization: Bearer {workspace.Key}\r\n", AddressOf(client, "ffmpeg", sequence));
            await RunAsync(
                "curl", "-s", "-T", body, "-H", $"Authorization: Bearer {workspace.Key}", "-H", $"Content-Type: audio/L16;rate={TestChunk.Rate}",
                "-H", "Expect: 100-continue", AddressOf(client, "curl", sequence));
        }

        await Polling.UntilAsync(async () => await CountAsync(client) is "curl=12 ffmpeg=12", Timeout, "every chunk is stored");
    }

    private static string AddressOf(HttpClient client, string track, int sequence) =>
        new Uri(client.BaseAddress!, $"1/tracks/{track}/chunks/{sequence}?start_ms={sequence * 100}").AbsoluteUri;

    private static async Task<string> CountAsync(HttpClient client)
    {
        var tracks = (await client.GetFromJsonAsync<JsonElement>("1")).GetProperty("tracks").EnumerateArray();
        return string.Join(' ', tracks.Select(track => $"{track.GetProperty("track")}={track.GetProperty("chunks")}"));
    }

    /// <summary>The programs' own exit codes say nothing about the answer.</summary>
    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync().WaitAsync(Timeout);
    }
}
