using System.Diagnostics;
using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>A player jumps into the middle of a four-hour call that nobody has assembled: time to its first byte, on a new connection.</summary>
internal static class Seek
{
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(Bench bench)
    {
        var shape = CallShape.TwoParty(bench.Minutes(240));
        await using var service = await bench.StartServiceAsync();
        using var platform = new Platform(service);
        var chat = await bench.CapturedAsync(platform, shape);
        service.ForgetAssembled();
        await platform.PlayAsync(chat);

        var request = platform.RequestFor(chat, "audio.wav");
        var middle = (long)shape.Minutes * 60 * shape.Rate;
        var times = new List<double>();
        for (var i = 0; i < bench.Samples(60) + 10; i++)
        {
            var watch = Stopwatch.StartNew();
            using var connection = new Connection(service.Port);
            connection.Begin($"{request}Range: bytes={middle + (i * 1_000_000)}-\r\n\r\n");
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return [new Measurement($"audio.wav, {shape.Minutes} min, never assembled: first byte of a seek to the middle, ms", "≤ 25, ≤ 8", times[10..])];
    }
}
