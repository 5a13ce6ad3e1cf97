using System.Globalization;
using System.Net;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Faults;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Disk;

/// <summary>Assembled files leave space for chunks: below the limit assemblies stop and capture goes on.</summary>
internal sealed class FullDiskTests
{
    private const int Megabyte = 1024 * 1024;
    private const int ChunkFrames = 1_000_000;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [Test]
    [RequiresRoot]
    public async Task DownloadUrl_LessThanTheFreeSpace_StopsAndRecovers()
    {
        using var disk = SmallDisk.InMemory(megabytes: 32);
        var settings = ServiceSettings.Embedded(disk.DataDirectory)
            .With("Storage:MinFreeBytes", (8 * Megabyte).ToString(CultureInfo.InvariantCulture));
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var client = workspace.CreateClient(service.Address);
        var chunk = new TestChunk(1, "caller", 0, ChunkFrames);

        // The chunk fits, and its file of 2 MB would too, but not with 8 MiB free after it.
        await client.OpenAsync(1);
        disk.Fill(leaveBytes: 11 * Megabyte);
        (await client.StoreAsync(chunk)).EnsureSuccessStatusCode();
        await client.CompleteAsync(1);
        using var stopped = await client.GetDownloadUrlAsync(1);
        var code = await stopped.ReadFieldAsync("code");
        (await client.StoreAsync(new TestChunk(1, "caller", 1, 1000))).EnsureSuccessStatusCode();
        using var audio = await client.GetAudioAsync(1);

        disk.FreeSpace();
        var recovered = await Polling.UntilAsync(
            async () =>
            {
                using var link = await client.GetDownloadUrlAsync(1);
                return link.StatusCode is HttpStatusCode.OK;
            },
            Recovery, "the call is assembled");

        await TestContext.Out.WriteLineAsync($"Recovered after {recovered.TotalMilliseconds:0} ms.");
        Assert.That(((int)stopped.StatusCode, code, stopped.Headers.RetryAfter is not null), Is.EqualTo((503, "storage_unavailable", true)));
        Assert.That(audio.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Directory.GetFiles(Path.Combine(disk.DataDirectory, "staging")), Is.Empty);
    }
}
