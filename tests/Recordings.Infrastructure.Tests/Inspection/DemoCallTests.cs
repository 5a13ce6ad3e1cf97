using System.Text.Json;
using Recordings.Application.Ports;
using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Tests.Inspection;

[TestFixture]
public sealed class DemoCallTests
{
    private static readonly string Folder = FindFolder();

    private static IEnumerable<TestCaseData> Chunks()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "manifest.json")));
        foreach (var chunk in manifest.RootElement.GetProperty("chunks").EnumerateArray())
            yield return new TestCaseData(
                chunk.GetProperty("file").GetString(), chunk.GetProperty("encoding").GetString(), chunk.GetProperty("sample_rate").GetInt32());
    }

    [TestCaseSource(nameof(Chunks))]
    public async Task InspectAsync_ChunkOfDemoCall_MatchesTheManifest(string file, string encoding, int rate)
    {
        await using var body = new FileStream(Path.Combine(Folder, file), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);

        var inspection = await TestInspector.InspectAsync(body, TestInspector.Wav);

        var expected = new AudioFormat(encoding == "pcm_mulaw" ? SampleEncoding.MuLaw : SampleEncoding.Pcm16, SampleRate.FromHertz(rate), 1);
        var audio = inspection as ChunkInspection.Audio;
        var end = audio?.PayloadOffset + (audio?.Frames * expected.BytesPerFrame);
        Assert.That(
            (audio?.Format, end + (end & 1)),
            Is.EqualTo((expected, body.Length)),
            "The samples, padded to an even length, must end the file.");
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "src", "Recordings.Api", "Operations", "Demo", "two-voices");
            if (Directory.Exists(candidate))
                return candidate;
        }

        throw new DirectoryNotFoundException("No folder above the test assembly contains the demo call.");
    }
}
