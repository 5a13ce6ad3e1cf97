using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The first download-url of ever longer calls, up to the longest that is taken: its cost must follow their length, and no more.</summary>
internal static class Lengths
{
    private const int Usual = 60;
    private static readonly int[] Others = [10, 240, 24 * 60];

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(Bench bench)
    {
        await using var service = await bench.StartServiceAsync();
        using var platform = new Platform(service);
        var usual = CallShape.TwoParty(bench.Minutes(Usual));
        var usualChat = await bench.CapturedAsync(platform, usual);
        await AssemblyCpu.WarmUpAsync(service, platform, usualChat);
        var measurements = new List<Measurement>();
        foreach (var shape in Others.Select(bench.Minutes).Select(CallShape.TwoParty))
        {
            var chat = await bench.CapturedAsync(platform, shape);
            List<double> ratios = [];
            for (var i = 0; i < bench.Samples(5); i++)
                ratios.Add(await PerMinuteAsync(chat, shape) / await PerMinuteAsync(usualChat, usual));
            measurements.Add(new Measurement($"first download-url, {shape.Minutes} min: our CPU a minute / of {usual.Minutes} min", "linear", ratios));
        }

        measurements.Add(new Measurement($"peak memory after {bench.Minutes(Others[^1])} min, MB", "", [service.Meter.PeakResidentMegabytes()]));
        return measurements;

        async Task<double> PerMinuteAsync(long chat, CallShape shape) =>
            await AssemblyCpu.MeasureAsync(service, platform, chat) / shape.Minutes;
    }
}
