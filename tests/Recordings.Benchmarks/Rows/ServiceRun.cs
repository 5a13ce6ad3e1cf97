using System.Diagnostics;

namespace Recordings.Benchmarks.Rows;

/// <summary>Measures the requested rows, one after the other, and prints one table.</summary>
internal static class ServiceRun
{
    private const string QuickOption = "--quick";

    private static readonly Dictionary<string, Func<BenchmarkContext, Task<IReadOnlyList<Measurement>>>> Rows = new()
    {
        ["assembly"] = FirstAssembly.MeasureAsync,
        ["s3"] = FirstAssemblyOnS3.MeasureAsync,
        ["shapes"] = CallShapes.MeasureAsync,
        ["lengths"] = Lengths.MeasureAsync,
        ["memory"] = Memory.MeasureAsync,
        ["seek"] = Seek.MeasureAsync,
        ["ranges"] = LiveRanges.MeasureAsync,
        ["nginx"] = CachedFile.MeasureAsync,
        ["resample"] = Resampling.MeasureAsync,
        ["requests"] = CachedLink.MeasureAsync,
        ["crowd"] = Concurrency.MeasureAsync,
        ["growth"] = Growth.MeasureAsync,
    };

    public static IEnumerable<string> RowNames => Rows.Keys;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var requested = arguments.Where(argument => argument != QuickOption).ToList();
        if (requested.Find(name => !Rows.ContainsKey(name)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no row '{unknown}': {string.Join(", ", RowNames)}.");
            return 1;
        }

        await using var context = new BenchmarkContext { Quick = arguments.Contains(QuickOption) };
        var measurements = new List<Measurement>();
        foreach (var name in requested.Count > 0 ? requested : [.. RowNames])
        {
            var watch = Stopwatch.StartNew();
            measurements.AddRange(await Rows[name](context));
            await Console.Error.WriteLineAsync($"{name}: {watch.Elapsed.TotalSeconds:F0} s");
        }

        await Console.Out.WriteLineAsync(Table.Write(measurements));
        if (context.Missing.Count > 0)
            await Console.Out.WriteLineAsync($"Missing, so their rows are skipped: {string.Join(", ", context.Missing)}.");
        return 0;
    }
}
