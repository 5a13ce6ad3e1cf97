using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The first download-url of longer and longer calls, up to the limit of 24 hours. Its cost must be linear.</summary>
internal static class Lengths
{
    private const int Reference = 60;
    private static readonly int[] Others = [10, 240, 24 * 60];

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        await using var service = await context.StartServiceAsync();
        using var platform = new PlatformClient(service);
        var reference = CallShape.TwoParty(context.Minutes(Reference));
        var referenceChat = await context.CaptureOnceAsync(platform, reference);
        await AssemblyCpu.WarmUpAsync(service, platform, referenceChat);
        var measurements = new List<Measurement>();
        foreach (var shape in Others.Select(context.Minutes).Select(CallShape.TwoParty))
        {
            var chat = await context.CaptureOnceAsync(platform, shape);
            List<double> ratios = [];
            for (var i = 0; i < context.Samples(5); i++)
                ratios.Add(await PerMinuteAsync(chat, shape) / await PerMinuteAsync(referenceChat, reference));
            measurements.Add(new Measurement(
                $"first download-url, {shape.Minutes} min: our CPU a minute / of {reference.Minutes} min", "linear", ratios));
        }

        measurements.Add(new Measurement(
            $"peak memory after {context.Minutes(Others[^1])} min, MB", "", [service.Usage.PeakResidentMegabytes()]));
        return measurements;

        async Task<double> PerMinuteAsync(long chat, CallShape shape) =>
            await AssemblyCpu.MeasureAsync(service, platform, chat) / shape.Minutes;
    }
}
