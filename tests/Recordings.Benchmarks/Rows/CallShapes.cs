using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Rivals;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The first download-url of calls with other shapes, to find slow paths.</summary>
internal static class CallShapes
{
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        var minutes = context.Minutes(60);
        await using var service = await context.StartServiceAsync();
        using var platform = new PlatformClient(service);
        var measurements = new List<Measurement>();
        foreach (var shape in (CallShape[])[
            CallShape.Continuous(minutes), CallShape.EightParty(minutes), CallShape.OverTelephone(minutes), CallShape.MixedRates(minutes)])
        {
            var chat = await context.CaptureOnceAsync(platform, shape);
            await AssemblyCpu.WarmUpAsync(service, platform, chat);
            measurements.AddRange(await MeasureAsync(context, service, platform, chat, context.Call(shape)));
        }

        return measurements;
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(
        BenchmarkContext context, Service service, PlatformClient platform, long chat, GeneratedCall call)
    {
        List<double> ours = [], toSox = [];
        for (var i = 0; i < context.Samples(3); i++)
        {
            var own = await AssemblyCpu.MeasureAsync(service, platform, chat);
            ours.Add(own * 1000);
            if (context.IsAvailable("sox"))
            {
                var command = CallCommands.Sox(call, Path.Combine(context.Scratch, "rival.wav"));
                toSox.Add(await ChildProcesses.MeasureAsync(call.Folder, command) / own);
            }
        }

        return
        [
            new Measurement($"first download-url, {call.Shape.Name}: our CPU, ms", "", ours),
            .. toSox.Count == 0 ? (Measurement[])[] : [new Measurement($"first download-url, {call.Shape.Name}: sox's CPU / ours", "", toSox)],
        ];
    }
}
