using System.Diagnostics;
using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>50 first assemblies at once, and 200 players at once. Memory must not grow in proportion to their number.</summary>
internal static class Concurrency
{
    private const int Calls = 50;
    private const int Players = 200;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        var shape = CallShape.TwoParty(context.Minutes(10));
        var chats = new List<long>();
        await using (var service = await context.StartServiceAsync())
        {
            using var platform = new PlatformClient(service);
            for (var i = 0; i < Calls; i++)
                chats.Add(await context.CaptureAsync(platform, shape));
        }

        List<double> assembling = [], playing = [], spread = [];
        for (var i = 0; i < context.Samples(3); i++)
        {
            assembling.Add(await GrowthAsync(context, chats, platform => Task.WhenAll(chats.Select(platform.GetLinkAsync))));
            playing.Add(await GrowthAsync(
                context,
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

    private static async Task<double> GrowthAsync(BenchmarkContext context, List<long> chats, Func<PlatformClient, Task> act)
    {
        await using var service = await context.StartServiceAsync();
        using var platform = new PlatformClient(service);
        service.DeleteAssembled();
        await platform.PlayAsync(chats[0]);
        await platform.GetLinkAsync(chats[0]);
        service.DeleteAssembled();
        var before = service.Usage.PeakResidentMegabytes();
        await act(platform);
        return service.Usage.PeakResidentMegabytes() - before;
    }
}
