using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Rivals;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The CPU of a first download-url, SHA-256 included, beside the CPU that others take to make the same file.</summary>
internal static class FirstAssembly
{
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(Bench bench)
    {
        var shape = CallShape.TwoParty(bench.Minutes(60));
        var call = bench.Call(shape);
        await using var service = await bench.StartServiceAsync();
        using var platform = new Platform(service);
        var chat = await bench.CapturedAsync(platform, shape);
        await AssemblyCpu.WarmUpAsync(service, platform, chat);
        var (sox, ffmpeg) = (bench.Has("sox"), bench.Has("ffmpeg"));
        if (sox)
            await CompareAsync(bench, platform, chat, call);

        List<double> ours = [], toSox = [], toFfmpeg = [], toCat = [];
        var rival = Path.Combine(bench.Scratch, "rival.wav");
        for (var i = 0; i < bench.Samples(7); i++)
        {
            var own = await AssemblyCpu.MeasureAsync(service, platform, chat);
            ours.Add(own * 1000);
            toCat.Add(own / await ChildProcesses.MeasureAsync(call.Folder, CallCommands.Cat(rival)));
            if (sox)
                toSox.Add(await ChildProcesses.MeasureAsync(call.Folder, CallCommands.Sox(call, rival)) / own);
            if (ffmpeg)
                toFfmpeg.Add(await ChildProcesses.MeasureAsync(call.Folder, CallCommands.Ffmpeg(call, bench.Scratch, rival)) / own);
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

    /// <summary>A fast wrong file would win: what sox makes must be the very same samples.</summary>
    private static async Task CompareAsync(Bench bench, Platform platform, long chat, MadeCall call)
    {
        var (ours, theirs) = (Path.Combine(bench.Scratch, "ours.wav"), Path.Combine(bench.Scratch, "theirs.wav"));
        await platform.SaveAsync(await platform.AskForLinkAsync(chat), ours);
        await ChildProcesses.MeasureAsync(call.Folder, CallCommands.Sox(call, theirs));
        await ChildProcesses.MeasureAsync(bench.Scratch, $"cmp {ours} {theirs}");
    }
}
