using System.Net;
using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>
/// One byte of a stored chunk changes behind the service's back. The bodies are raw samples, so every byte is audio; a WAV
/// body's header is not read again once it was accepted, so a change there alters nothing that is heard.
/// </summary>
internal sealed class FlippedByteTests
{
    private const int Frames = 20_000;
    private const int Positions = 60;

    [Test]
    public async Task Audio_OneByteOfAChunkFlipped_IsNeverPlayed()
    {
        using var folder = new TemporaryFolder();
        // Calls with any silence are not assembled in the background, so that every reading is of the chunks.
        var settings = ServiceSettings.Embedded(folder.Path).With("Capture:MaxSilentHours", "0");
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var client = tenant.CreateClient(service.Address);
        SpokenChunk[] chunks = [new(1, "caller", 0, Frames), new(1, "agent", 0, Frames), new(1, "caller", 1, Frames)];
        await client.OpenAsync(1);
        foreach (var chunk in chunks)
            (await client.StoreAsync(chunk)).EnsureSuccessStatusCode();
        (await client.CompleteAsync(1)).EnsureSuccessStatusCode();

        var (flips, silent) = (0, new List<string>());
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, "objects"), "*", SearchOption.AllDirectories))
        {
            for (var i = 0; i < Positions; i++)
            {
                var position = (long)i * ((Frames * sizeof(short)) - 1) / (Positions - 1);
                Flip(file, position);
                if (!await IsFoundAsync(client))
                    silent.Add($"{file} at {position}");
                Flip(file, position);
                flips++;
            }
        }

        using var whole = await client.GetAudioAsync(1);
        await TestContext.Out.WriteLineAsync($"{flips} flipped bytes, {silent.Count} played.");
        Assert.That(flips, Is.EqualTo(chunks.Length * Positions));
        Assert.That(silent, Is.Empty);
        Assert.That(
            ExpectedRecording.HashOf(await whole.Content.ReadAsByteArrayAsync()), Is.EqualTo(ExpectedRecording.HashOf(ExpectedRecording.Of(chunks))));
    }

    /// <summary>Named in a 500, or a connection that breaks before the end.</summary>
    private static async Task<bool> IsFoundAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAudioAsync(1);
            return answer.StatusCode is HttpStatusCode.InternalServerError
                && await answer.FieldAsync("code") == "recording_damaged"
                && (await answer.FieldAsync("detail"))!.Contains("of track", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    private static void Flip(string path, long position)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = position;
        var value = file.ReadByte();
        file.Position = position;
        file.WriteByte((byte)(value ^ 1));
    }
}
