using System.Diagnostics;
using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>Fifty first assemblies asked for at the same moment, and two hundred players at once: memory must not follow their number.</summary>
internal static class Crowd
{
    private const int Calls = 50;
    private const int Players = 200;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(Bench bench)
    {
        var shape = CallShape.TwoParty(bench.Minutes(10));
        var chats = new List<long>();
        await using (var service = await bench.StartServiceAsync())
        {
            using var platform = new Platform(service);
            for (var i = 0; i < Calls; i++)
                chats.Add(await bench.CaptureAnewAsync(platform, shape));
        }

        List<double> assembling = [], playing = [], spread = [];
        for (var i = 0; i < bench.Samples(3); i++)
        {
            assembling.Add(await GrowthAsync(bench, chats, platform => Task.WhenAll(chats.Select(platform.AskForLinkAsync))));
            playing.Add(await GrowthAsync(
                bench,
                chats,
                async platform =>
                {
                    var times = await Task.WhenAll(Enumerable.Range(0, Players).Select(player => TimeAsync(() => platform.PlayAsync(chats[player % Calls]))));
                    spread.Add(times.Max() / times.Min());
                }));
        }

        return
        [
            new Measurement($"{Calls} first assemblies at once, beside one: peak memory growth, MB", "bounded", assembling),
            new Measurement($"{Players} players of calls never assembled, beside one: peak memory growth, MB", "bounded", playing),
            new Measurement($"{Players} players at once, of calls equally long: the slowest's time / the fastest's", "fair", spread),
        ];
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return watch.Elapsed;
    }

    private static async Task<double> GrowthAsync(Bench bench, List<long> chats, Func<Platform, Task> act)
    {
        await using var service = await bench.StartServiceAsync();
        using var platform = new Platform(service);
        service.ForgetAssembled();
        await platform.PlayAsync(chats[0]);
        await platform.AskForLinkAsync(chats[0]);
        service.ForgetAssembled();
        var before = service.Meter.PeakResidentMegabytes();
        await act(platform);
        return service.Meter.PeakResidentMegabytes() - before;
    }
}
