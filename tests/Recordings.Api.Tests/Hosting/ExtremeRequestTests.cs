using System.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Hosting;

/// <summary>The service answers requests and calls of extreme size within its limits.</summary>
[TestFixture]
internal sealed class ExtremeRequestTests
{
    private TestService _service = null!;
    private string _workspace = null!;
    private HttpClient _platform = null!;
    private string _memoryFolder = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        // A file system in memory, if the system has one: these tests do not measure the cost of many small files on a disk.
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        _memoryFolder = Directory.CreateDirectory(Path.Combine(root, $"recordings-test-{Guid.NewGuid():N}")).FullName;
        _service = await TestService.StartAsync(services => services.Configure<KestrelServerOptions>(
            kestrel => kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1)));
        _workspace = await _service.CreateWorkspaceAsync();
        _platform = await _service.CreateClientAsync(_workspace);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _platform.Dispose();
        await _service.DisposeAsync();
        Directory.Delete(_memoryFolder, recursive: true);
    }

    [Test]
    public async Task Request_HeadersThatNeverEnd_Is408()
    {
        using var connection = await RawConnection.OpenAsync(_service.Address);

        Assert.That(await connection.SendAndReadToEndAsync("GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: "), Does.StartWith("HTTP/1.1 408 "));
    }

    [TestCase(40_000, 1)]
    [TestCase(1, 1000)]
    public async Task Request_HugeHeaders_Is431AndCloses(int length, int count)
    {
        using var connection = await RawConnection.OpenAsync(_service.Address);
        var headers = string.Concat(Enumerable.Repeat($"X-A: {new string('a', length)}\r\n", count));

        Assert.That(
            await connection.SendAndReadToEndAsync($"GET /health/live HTTP/1.1\r\nHost: x\r\n{headers}\r\n"), Does.StartWith("HTTP/1.1 431 "));
    }

    [Test]
    public async Task Request_HugeTarget_Is414AndCloses()
    {
        using var connection = await RawConnection.OpenAsync(_service.Address);

        Assert.That(
            await connection.SendAndReadToEndAsync($"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: x\r\n\r\n"), Does.StartWith("HTTP/1.1 414 "));
    }

    [TestCase("chat/1", "application/json")]
    [TestCase("chat/2/tracks/a/chunks/0?start_ms=0", "audio/wav")]
    public async Task Put_ContentLengthOfTenGigabytes_Is413BeforeTheBody(string path, string contentType)
    {
        await _platform.OpenAsync(2);
        using var connection = await RawConnection.OpenAsync(_service.Address);
        var clock = Stopwatch.StartNew();

        var status = await connection.SendAndReadStatusAsync(
            $"PUT /api/v2/w/{_workspace}/recordings/{path} HTTP/1.1\r\nHost: x\r\nContent-Type: {contentType}\r\n"
            + $"Authorization: {_platform.DefaultRequestHeaders.Authorization}\r\nContent-Length: 10737418240\r\n\r\n");

        Assert.That(status, Does.StartWith("HTTP/1.1 413 "));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(await _service.KeptAsync(), Is.Empty);
    }

    [Test]
    public async Task Put_ChunkAfterTenYears_IsTooLong()
    {
        await _platform.OpenAsync(3);

        Assert.That(await _platform.UploadAsync(3, new byte[2], query: "start_ms=315360000000").OutcomeAsync(), Is.EqualTo("422 call_too_long"));
    }

    [Test]
    public async Task GetAudio_FiveThousandChunksOfOneSample_HasEachSample()
    {
        const int Chunks = 5000;
        await using var service = await TestService.StartAsync($"--Data:Directory={_memoryFolder}");
        using var platform = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        await platform.OpenAsync(1);
        await Parallel.ForAsync(0, Chunks, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            Assert.That(await platform.StoreAsync(1, "caller", i, i * 0.125m, [(short)i]).OutcomeAsync(), Is.EqualTo("201")));

        var metadata = await platform.CompleteAsync(1).JsonAsync();
        var wav = await platform.GetByteArrayAsync("1/audio.wav");

        Assert.That(metadata.GetProperty("tracks").GetRawText(), Does.Contain("\"chunks\":5000"));
        Assert.That(
            Enumerable.Range(0, Chunks).Select(i => BitConverter.ToInt16(wav, 44 + (i * 2))), Is.EqualTo(Enumerable.Range(0, Chunks)));
    }
}
