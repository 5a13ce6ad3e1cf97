using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Rivals;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>An assembled file in 1 MiB ranges over four connections: the service and nginx.</summary>
internal static class CachedFile
{
    private const int Part = 1024 * 1024;
    private const int Connections = 4;
    private const int Rounds = 8;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        if (!context.IsAvailable(Nginx.Program))
            return [];

        var shape = CallShape.TwoParty(context.Minutes(60));
        await using var service = await context.StartServiceAsync();
        using var platform = new PlatformClient(service);
        var chat = await context.CaptureOnceAsync(platform, shape);
        service.DeleteAssembled();
        await platform.GetLinkAsync(chat);
        var file = new FileInfo(Directory.EnumerateFiles(service.Objects, "recording-*.wav", SearchOption.AllDirectories).Single());
        await using var nginx = await Nginx.StartAsync(context.Scratch, service.Objects);

        var own = platform.RequestFor(chat, "audio.wav");
        var theirs = $"GET /{Path.GetRelativePath(service.Objects, file.FullName)} HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        double Rate(int port, string request) => HttpLoad.RangeBytesPerSecond(port, request, file.Length, Part, Connections, Rounds) / 1e6;
        await service.WarmUpAsync(() => Rate(service.Port, own));
        List<double> ours = [], ratios = [];
        for (var i = 0; i < context.Samples(15); i++)
        {
            ours.Add(Rate(service.Port, own));
            ratios.Add(ours[^1] / Rate(nginx.Port, theirs));
        }

        return
        [
            new Measurement("cached file, 1 MiB ranges, 4 connections: MB/s", "", ours),
            new Measurement("cached file, 1 MiB ranges, 4 connections: bytes/s / nginx's", "≥ 0.6, ≥ 1.0", ratios),
        ];
    }
}
