using System.Net;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Disk;

/// <summary>
/// One byte of a stored chunk changes on disk. The bodies are raw samples, so every byte is audio. The test uses no WAV bodies:
/// the service reads their header only on capture, so a later change there has no effect on the recording.
/// </summary>
internal sealed class FlippedByteTests
{
    private const int Frames = 20_000;
    private const int Positions = 60;

    [Test]
    public async Task Audio_OneByteOfAChunkChanged_IsNeverPlayed()
    {
        using var folder = new TemporaryFolder();
        // With MaxSilentHours=0 a call with a silence is not assembled in the background: each request reads the chunks.
        var settings = ServiceSettings.Embedded(folder.Path).With("Capture:MaxSilentHours", "0");
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var client = workspace.CreateClient(service.Address);
        TestChunk[] chunks = [new(1, "caller", 0, Frames), new(1, "agent", 0, Frames), new(1, "caller", 1, Frames)];
        await client.OpenAsync(1);
        foreach (var chunk in chunks)
            (await client.StoreAsync(chunk)).EnsureSuccessStatusCode();
        (await client.CompleteAsync(1)).EnsureSuccessStatusCode();

        var (flips, missed) = (0, new List<string>());
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, "objects"), "*", SearchOption.AllDirectories))
        {
            for (var i = 0; i < Positions; i++)
            {
                var position = (long)i * ((Frames * sizeof(short)) - 1) / (Positions - 1);
                Flip(file, position);
                if (!await IsDetectedAsync(client))
                    missed.Add($"{file} at {position}");
                Flip(file, position);
                flips++;
            }
        }

        using var whole = await client.GetAudioAsync(1);
        await TestContext.Out.WriteLineAsync($"{flips} flipped bytes, {missed.Count} not detected.");
        Assert.That(flips, Is.EqualTo(chunks.Length * Positions));
        Assert.That(missed, Is.Empty);
        var hash = ExpectedRecording.Hash(await whole.Content.ReadAsByteArrayAsync());
        Assert.That(hash, Is.EqualTo(ExpectedRecording.Hash(ExpectedRecording.Create(chunks))));
    }

    /// <summary>True for a 500 that names the track, and for a connection that breaks before the end.</summary>
    private static async Task<bool> IsDetectedAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAudioAsync(1);
            return answer.StatusCode is HttpStatusCode.InternalServerError
                && await answer.ReadFieldAsync("code") == "recording_damaged"
                && (await answer.ReadFieldAsync("detail"))!.Contains("of track", StringComparison.Ordinal);
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
