using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>
/// The growth of memory for one long call after short calls of the same total length. Each call is played live and then assembled.
/// Each sample is a new process.
/// </summary>
internal static class Memory
{
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        var (@short, @long) = (CallShape.TwoParty(context.Minutes(10)), CallShape.TwoParty(context.Minutes(240)));
        List<double> growth = [], peak = [];
        for (var i = 0; i < context.Samples(3); i++)
        {
            await using var service = await context.StartServiceAsync();
            using var platform = new PlatformClient(service);
            var (shortChat, longChat) = (await context.CaptureOnceAsync(platform, @short), await context.CaptureOnceAsync(platform, @long));

            // Capture has its own peak, so the measured process only reads.
            await using var reader = await context.StartServiceAsync();
            using var listener = new PlatformClient(reader);
            for (var minutes = 0; minutes < @long.Minutes; minutes += @short.Minutes)
                await ReadAsync(reader, listener, shortChat);
            var before = reader.Usage.PeakResidentMegabytes();
            await ReadAsync(reader, listener, longChat);
            peak.Add(reader.Usage.PeakResidentMegabytes());
            growth.Add(peak[^1] - before);
        }

        return
        [
            new Measurement($"peak memory, {@short.Minutes} min → {@long.Minutes} min: growth, MB", "≤ 15, ≤ 5", growth),
            new Measurement($"peak memory after {@long.Minutes} min, MB", "", peak),
        ];
    }

    private static async Task ReadAsync(Service service, PlatformClient platform, long chat)
    {
        service.DeleteAssembled();
        await platform.PlayAsync(chat);
        await platform.GetLinkAsync(chat);
    }
}
