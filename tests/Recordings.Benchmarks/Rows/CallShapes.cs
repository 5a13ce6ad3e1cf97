using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Rivals;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The first download-url of other calls than the usual one: what would show a slow path.</summary>
internal static class CallShapes
{
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(Bench bench)
    {
        var minutes = bench.Minutes(60);
        await using var service = await bench.StartServiceAsync();
        using var platform = new Platform(service);
        var measurements = new List<Measurement>();
        foreach (var shape in (CallShape[])[
            CallShape.Continuous(minutes), CallShape.EightParty(minutes), CallShape.OverTelephone(minutes), CallShape.MixedRates(minutes)])
        {
            var chat = await bench.CapturedAsync(platform, shape);
            await AssemblyCpu.WarmUpAsync(service, platform, chat);
            measurements.AddRange(await MeasureAsync(bench, service, platform, chat, bench.Call(shape)));
        }

        return measurements;
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(Bench bench, Service service, Platform platform, long chat, MadeCall call)
    {
        List<double> ours = [], toSox = [];
        for (var i = 0; i < bench.Samples(3); i++)
        {
            var own = await AssemblyCpu.MeasureAsync(service, platform, chat);
            ours.Add(own * 1000);
            if (bench.Has("sox"))
                toSox.Add(await ChildProcesses.MeasureAsync(call.Folder, CallCommands.Sox(call, Path.Combine(bench.Scratch, "rival.wav"))) / own);
        }

        return
        [
            new Measurement($"first download-url, {call.Shape.Name}: our CPU, ms", "", ours),
            .. toSox.Count == 0 ? (Measurement[])[] : [new Measurement($"first download-url, {call.Shape.Name}: sox's CPU / ours", "", toSox)],
        ];
    }
}
