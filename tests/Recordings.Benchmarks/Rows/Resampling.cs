using System.Diagnostics;
using System.Runtime.InteropServices;
using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;
using Recordings.Domain.Samples;

namespace Recordings.Benchmarks.Rows;

/// <summary>
/// An hour from one rate to a higher one, file to file: the Domain's resampler, window by window in this process, and sox.
/// A recording has the highest rate of its chunks, so the resampler never lowers a rate.
/// </summary>
internal static class Resampling
{
    private const int Window = 64 * 1024;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        if (!context.IsAvailable("sox"))
            return [];

        return
        [
            await MeasureAsync(context, 8000, 16000, "≤ 1.2, ≤ 0.6"),
            await MeasureAsync(context, 16000, 48000, ""),
            await MeasureAsync(context, 44100, 48000, ""),
        ];
    }

    private static async Task<Measurement> MeasureAsync(BenchmarkContext context, int from, int to, string goal)
    {
        var source = Path.Combine(context.Scratch, $"{from}.raw");
        await using (var file = File.Create(source))
        {
            var minute = SyntheticVoice.Generate(from, 60, 1);
            for (var i = 0; i < context.Minutes(60); i++)
                file.Write(MemoryMarshal.AsBytes(minute.AsSpan()));
        }

        Convert(source, from, to, Path.Combine(context.Scratch, "ours.raw"));
        var ratios = new List<double>();
        for (var i = 0; i < context.Samples(5); i++)
        {
            var own = Convert(source, from, to, Path.Combine(context.Scratch, "ours.raw"));
            ratios.Add(own / await ChildProcesses.MeasureAsync(
                context.Scratch, $"exec sox -V1 -D -r {from} -e signed -b 16 -c 1 {source} -r {to} theirs.raw rate -v"));
        }

        return new Measurement($"resampling, {from} → {to} Hz: our CPU / sox rate -v's", goal, ratios);
    }

    private static double Convert(string source, int from, int to, string target)
    {
        using var input = File.OpenHandle(source);
        using var output = File.OpenHandle(target, FileMode.Create, FileAccess.Write);
        var resampler = Resampler.Between(SampleRate.FromHertz(from), SampleRate.FromHertz(to));
        var frames = RandomAccess.GetLength(input) / sizeof(short);
        var (window, read) = (new short[Window], new short[resampler.SourceFrames(0, Window).Count + 1]);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (long at = 0, end = frames * to / from; at < end; at += Window)
        {
            var results = window.AsSpan(0, (int)Math.Min(Window, end - at));
            var (first, count) = resampler.SourceFrames(at, results.Length);
            var taken = read.AsSpan(0, count);
            taken.Clear();
            var skipped = (int)Math.Max(0, -first);
            RandomAccess.Read(input, MemoryMarshal.AsBytes(taken[skipped..]), (first + skipped) * sizeof(short));
            resampler.Resample(taken, at, results);
            RandomAccess.Write(output, MemoryMarshal.AsBytes(results), at * sizeof(short));
        }

        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }
}
