using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Rivals;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The CPU of a first download-url, SHA-256 included, compared with the rivals' CPU for the same file.</summary>
internal static class FirstAssembly
{
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        var shape = CallShape.TwoParty(context.Minutes(60));
        var call = context.Call(shape);
        await using var service = await context.StartServiceAsync();
        using var platform = new PlatformClient(service);
        var chat = await context.CaptureOnceAsync(platform, shape);
        await AssemblyCpu.WarmUpAsync(service, platform, chat);
        var (sox, ffmpeg) = (context.IsAvailable("sox"), context.IsAvailable("ffmpeg"));
        if (sox)
            await CompareAsync(context, platform, chat, call);

        List<double> ours = [], toSox = [], toFfmpeg = [], toCat = [];
        var rival = Path.Combine(context.Scratch, "rival.wav");
        for (var i = 0; i < context.Samples(7); i++)
        {
            var own = await AssemblyCpu.MeasureAsync(service, platform, chat);
            ours.Add(own * 1000);
            toCat.Add(own / await ChildProcesses.MeasureAsync(call.Folder, CallCommands.Cat(rival)));
            if (sox)
                toSox.Add(await ChildProcesses.MeasureAsync(call.Folder, CallCommands.Sox(call, rival)) / own);
            if (ffmpeg)
                toFfmpeg.Add(await ChildProcesses.MeasureAsync(call.Folder, CallCommands.Ffmpeg(call, context.Scratch, rival)) / own);
        }

        var what = $"first download-url, {shape.Minutes} min";
        return
        [
            new Measurement($"{what}: our CPU, ms", "", ours),
            .. toSox.Count == 0 ? (Measurement[])[] : [new Measurement($"{what}: sox's CPU / ours", "≥ 5, ≥ 8", toSox)],
            .. toFfmpeg.Count == 0 ? (Measurement[])[] : [new Measurement($"{what}: tuned ffmpeg's CPU / ours", "≥ 3, ≥ 5", toFfmpeg)],
            new Measurement($"{what}: our CPU / cat's", "≤ 3, ≤ 2", toCat),
        ];
    }

    /// <summary>Checks that our file has the same bytes as sox's: a fast wrong file would win otherwise.</summary>
    private static async Task CompareAsync(BenchmarkContext context, PlatformClient platform, long chat, GeneratedCall call)
    {
        var (ours, theirs) = (Path.Combine(context.Scratch, "ours.wav"), Path.Combine(context.Scratch, "theirs.wav"));
        await platform.SaveAsync(await platform.GetLinkAsync(chat), ours);
        await ChildProcesses.MeasureAsync(call.Folder, CallCommands.Sox(call, theirs));
        await ChildProcesses.MeasureAsync(context.Scratch, $"cmp {ours} {theirs}");
    }
}
