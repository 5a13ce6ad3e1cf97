using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>1 MiB ranges through the whole call on one connection, rendered as they are asked for and from the assembled file.</summary>
internal static class LiveRanges
{
    private const int Part = 1024 * 1024;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(Bench bench)
    {
        var shape = CallShape.TwoParty(bench.Minutes(240));
        await using var service = await bench.StartServiceAsync();
        using var platform = new Platform(service);
        var chat = await bench.CapturedAsync(platform, shape);
        var request = platform.RequestFor(chat, "audio.wav");
        service.ForgetAssembled();
        var length = await platform.PlayAsync(chat);

        List<double> live = [], ratios = [];
        for (var i = 0; i < bench.Samples(7) + 1; i++)
        {
            service.ForgetAssembled();
            live.Add(Load.RangeBytesPerSecond(service.Port, request, length, Part, connections: 1, rounds: 1) / 1e6);
            await platform.AskForLinkAsync(chat);
            ratios.Add(live[^1] / (Load.RangeBytesPerSecond(service.Port, request, length, Part, connections: 1, rounds: 1) / 1e6));
        }

        // The first of each warms up.
        return
        [
            new Measurement($"1 MiB ranges, {shape.Minutes} min, live: MB/s", "", live[1..]),
            new Measurement("1 MiB ranges: live bytes/s / cached bytes/s", "≥ 0.5, ≥ 0.9", ratios[1..]),
        ];
    }
}
