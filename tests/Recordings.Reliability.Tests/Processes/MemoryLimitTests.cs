using System.Net;
using System.Net.Http.Headers;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Load;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Processes;

/// <summary>A heap of 256 MiB, a long call, 100 readers and 100 captures at the same time.</summary>
internal sealed class MemoryLimitTests
{
    private const int Readers = 100;
    private const int Captures = 100;
    private const int PartBytes = 512 * 1024;
    private const int SecondsPerChunk = 60;
    private const int SpokenSeconds = 5;
    private static readonly int Minutes = RepeatCount.From("RECORDINGS_TRUST_MINUTES", 120);

    [Test]
    public async Task Service_HeapOf256MiB_ServesManyReadersWhileCapturing()
    {
        using var folder = new TemporaryFolder();
        // With MaxSilentHours=0 a call with a silence is not assembled in the background: each reader gets its own rendering.
        // The heap limit is a hexadecimal number of bytes.
        var settings = ServiceSettings.Embedded(folder.Path)
            .With("Capture:MaxSilentHours", "0")
            .With("DOTNET_GCHeapHardLimit", "10000000");
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var client = workspace.CreateClient(service.Address);
        await CaptureLongCallAsync(client);
        await client.OpenAsync(2);

        var history = new History();
        var reading = Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => ReadPartAsync(client, reader)));
        var capturing = Task.WhenAll(Enumerable.Range(0, Captures).Select(number => StoreAsync(client, history, number)));
        var bytesRead = await reading;
        var stored = await capturing;
        var result = await new HistoryChecker(client).CheckAsync(history);

        await TestContext.Out.WriteLineAsync(
            $"{Readers} readers of {Minutes} minutes and {Captures} captures: {bytesRead.Sum() >> 20} MiB read, "
            + $"peak resident {ResidentMemory.PeakMiB(service.Id)} MiB. {result}");
        Assert.That(bytesRead, Is.All.EqualTo(PartBytes));
        Assert.That(stored, Is.All.EqualTo(HttpStatusCode.Created));
        Assert.That(result.Violations, Is.Empty);
        Assert.That(service.IsAlive, Is.True);
    }

    private static async Task CaptureLongCallAsync(HttpClient client)
    {
        await client.OpenAsync(1);
        for (var minute = 0; minute < Minutes; minute++)
        {
            var chunk = new TestChunk(
                1, "caller", minute, SpokenSeconds * TestChunk.Rate, (SecondsPerChunk - SpokenSeconds) * TestChunk.Rate);
            (await client.StoreAsync(chunk)).EnsureSuccessStatusCode();
        }

        (await client.CompleteAsync(1)).EnsureSuccessStatusCode();
    }

    private static async Task<int> ReadPartAsync(HttpClient client, int reader)
    {
        var length = (long)(Minutes - 1) * SecondsPerChunk * TestChunk.Rate * sizeof(short);
        using var request = new HttpRequestMessage(HttpMethod.Get, "1/audio.wav");
        var start = length * reader / Readers / 2;
        request.Headers.Range = new RangeHeaderValue(start, start + PartBytes - 1);
        using var answer = await client.SendAsync(request);
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    private static async Task<HttpStatusCode> StoreAsync(HttpClient client, History history, int number)
    {
        var chunk = new TestChunk(2, "caller", number, 100_000);
        history.AddSent(chunk);
        using var answer = await client.StoreAsync(chunk);
        if (answer.IsSuccessStatusCode)
            history.AddAcknowledged(chunk);
        return answer.StatusCode;
    }
}
