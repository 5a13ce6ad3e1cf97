using System.Diagnostics;
using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>A seek to the middle of a four-hour call that is not assembled: the time to the first byte, on a new connection.</summary>
internal static class Seek
{
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        var shape = CallShape.TwoParty(context.Minutes(240));
        await using var service = await context.StartServiceAsync();
        using var platform = new PlatformClient(service);
        var chat = await context.CaptureOnceAsync(platform, shape);
        service.DeleteAssembled();
        await platform.PlayAsync(chat);

        var request = platform.RequestFor(chat, "audio.wav");
        var middle = (long)shape.Minutes * 60 * shape.Rate;
        var times = new List<double>();
        for (var i = 0; i < context.Samples(60) + 10; i++)
        {
            var watch = Stopwatch.StartNew();
            using var connection = new Connection(service.Port);
            connection.StartReading($"{request}Range: bytes={middle + (i * 1_000_000)}-\r\n\r\n");
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return [new Measurement($"audio.wav, {shape.Minutes} min, never assembled: first byte of a seek to the middle, ms", "≤ 25, ≤ 8", times[10..])];
    }
}
