using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Rivals;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The download-url of an assembled call, compared with a server of empty answers.</summary>
internal static class CachedLink
{
    private const int Connections = 32;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        var measured = new List<Measurement>(await MeasureAsync(context, "SQLite", "", "data", Deployment.Embedded));
        if (context.IsAvailable(BenchmarkDatabase.Variable, BenchmarkDatabase.IsConfigured))
        {
            await using var database = await BenchmarkDatabase.CreateAsync();
            measured.AddRange(await MeasureAsync(context, "PostgreSQL", "≥ 0.08, ≥ 0.15", "postgres", database.Deploy));
        }

        return measured;
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(
        BenchmarkContext context, string database, string goal, string name, Func<string, Deployment> deploy)
    {
        await using var service = await context.StartServiceAsync(name, deploy);
        using var platform = new PlatformClient(service);
        var chat = await context.CaptureAsync(platform, CallShape.TwoParty(context.Minutes(10)));
        await platform.GetLinkAsync(chat);
        await using var empty = await EmptyEndpoint.StartAsync();

        var request = platform.RequestFor(chat, "download-url") + "\r\n";
        double Own() => HttpLoad.RequestsPerSecond(service.Port, request, Connections, Duration);
        double Empty() => HttpLoad.RequestsPerSecond(empty.Port, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", Connections, Duration);
        await service.WarmUpAsync(() => Own());
        Empty();
        List<double> ours = [], ratios = [];
        for (var i = 0; i < context.Samples(7); i++)
        {
            ours.Add(Own());
            ratios.Add(ours[^1] / Empty());
        }

        var what = $"cached download-url ({database}), {Connections} connections: requests/s";
        return [new Measurement(what, "", ours), new Measurement($"{what} / an empty endpoint's", goal, ratios)];
    }
}
