using System.Diagnostics;
using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The first download-url over a bucket, compared with a fetch of the same chunks and an upload of as many bytes.</summary>
internal static class FirstAssemblyOnS3
{
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        if (!context.IsAvailable(BenchmarkBucket.Variable, BenchmarkBucket.IsConfigured))
            return [];

        var shape = CallShape.TwoParty(context.Minutes(60));
        await using var bucket = new BenchmarkBucket();
        await using var service = await context.StartServiceAsync("s3", bucket.Deploy);
        using var platform = new PlatformClient(service);
        const long Chat = 1;
        await platform.CaptureAsync(Chat, context.Call(shape));
        var chunks = await bucket.ChunksAsync();
        var length = await platform.PlayAsync(Chat);
        await platform.GetLinkAsync(Chat);

        List<double> ours = [], ratios = [], cpu = [];
        for (var i = 0; i < context.Samples(7) + 1; i++)
        {
            await bucket.DeleteAssembledAsync();
            var before = service.Usage.CpuSeconds();
            ours.Add(await SecondsAsync(() => platform.GetLinkAsync(Chat)));
            cpu.Add((service.Usage.CpuSeconds() - before) * 1000);
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
