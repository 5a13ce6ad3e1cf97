using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>
/// How much more memory a long call takes than short ones that come to the same length, each played live and then assembled, in a
/// fresh process each time.
/// </summary>
internal static class Memory
{
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(Bench bench)
    {
        var (@short, @long) = (CallShape.TwoParty(bench.Minutes(10)), CallShape.TwoParty(bench.Minutes(240)));
        List<double> growth = [], peak = [];
        for (var i = 0; i < bench.Samples(3); i++)
        {
            await using var service = await bench.StartServiceAsync();
            using var platform = new Platform(service);
            var (shortChat, longChat) = (await bench.CapturedAsync(platform, @short), await bench.CapturedAsync(platform, @long));

            // Capturing has left its own peak behind: measured in a process that has only read.
            await using var reader = await bench.StartServiceAsync();
            using var listener = new Platform(reader);
            for (var minutes = 0; minutes < @long.Minutes; minutes += @short.Minutes)
                await ReadAsync(reader, listener, shortChat);
            var before = reader.Meter.PeakResidentMegabytes();
            await ReadAsync(reader, listener, longChat);
            peak.Add(reader.Meter.PeakResidentMegabytes());
            growth.Add(peak[^1] - before);
        }

        return
        [
            new Measurement($"peak memory, {@short.Minutes} min → {@long.Minutes} min: growth, MB", "≤ 15, ≤ 5", growth),
            new Measurement($"peak memory after {@long.Minutes} min, MB", "", peak),
        ];
    }

    private static async Task ReadAsync(Service service, Platform platform, long chat)
    {
        service.ForgetAssembled();
        await platform.PlayAsync(chat);
        await platform.AskForLinkAsync(chat);
    }
}
