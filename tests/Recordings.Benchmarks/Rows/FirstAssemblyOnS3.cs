using System.Diagnostics;
using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The first download-url over a bucket, beside fetching the same chunks and uploading as many bytes as the result has.</summary>
internal static class FirstAssemblyOnS3
{
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(Bench bench)
    {
        if (!bench.Has(OwnBucket.Variable, OwnBucket.IsAtHand))
            return [];

        var shape = CallShape.TwoParty(bench.Minutes(60));
        await using var bucket = new OwnBucket();
        await using var service = await bench.StartServiceAsync("s3", bucket.Deploy);
        using var platform = new Platform(service);
        const long Chat = 1;
        await platform.CaptureAsync(Chat, bench.Call(shape));
        var chunks = await bucket.ChunksAsync();
        var length = await platform.PlayAsync(Chat);
        await platform.AskForLinkAsync(Chat);

        List<double> ours = [], ratios = [], cpu = [];
        for (var i = 0; i < bench.Samples(7) + 1; i++)
        {
            await bucket.ForgetAssembledAsync();
            var before = service.Meter.CpuSeconds();
            ours.Add(await SecondsAsync(() => platform.AskForLinkAsync(Chat)));
            cpu.Add((service.Meter.CpuSeconds() - before) * 1000);
            ratios.Add(ours[^1] / await SecondsAsync(async () =>
            {
                await bucket.FetchAsync(chunks);
                await bucket.UploadAsync(length);
            }));
        }

        return
        [
            new Measurement($"first download-url from S3, {shape.Minutes} min: wall, s", "", ours[1..]),
            new Measurement($"first download-url from S3, {shape.Minutes} min: our CPU, ms", "", cpu[1..]),
            new Measurement("first download-url from S3: wall / fetching and uploading alone", "≤ 1.5, ≤ 1.1", ratios[1..]),
        ];
    }

    private static async Task<double> SecondsAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return watch.Elapsed.TotalSeconds;
    }
}
