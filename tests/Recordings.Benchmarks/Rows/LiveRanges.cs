using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>1 MiB ranges through the whole call on one connection: rendered live, and from the assembled file.</summary>
internal static class LiveRanges
{
    private const int Part = 1024 * 1024;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        var shape = CallShape.TwoParty(context.Minutes(240));
        await using var service = await context.StartServiceAsync();
        using var platform = new PlatformClient(service);
        var chat = await context.CaptureOnceAsync(platform, shape);
        var request = platform.RequestFor(chat, "audio.wav");
        service.DeleteAssembled();
        var length = await platform.PlayAsync(chat);

        List<double> live = [], ratios = [];
        for (var i = 0; i < context.Samples(7) + 1; i++)
        {
            service.DeleteAssembled();
            live.Add(HttpLoad.RangeBytesPerSecond(service.Port, request, length, Part, connections: 1, rounds: 1) / 1e6);
            await platform.GetLinkAsync(chat);
            ratios.Add(live[^1] / (HttpLoad.RangeBytesPerSecond(service.Port, request, length, Part, connections: 1, rounds: 1) / 1e6));
        }

        // The first sample of each is a warm-up.
        return
        [
            new Measurement($"1 MiB ranges, {shape.Minutes} min, live: MB/s", "", live[1..]),
            new Measurement("1 MiB ranges: live bytes/s / cached bytes/s", "≥ 0.5, ≥ 0.9", ratios[1..]),
        ];
    }
}
