using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Rivals;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>download-url of an assembled call, beside a server that does nothing at all.</summary>
internal static class CachedLink
{
    private const int Connections = 32;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(Bench bench)
    {
        var measured = new List<Measurement>(await MeasureAsync(bench, "SQLite", "", "data", Deployment.Embedded));
        if (bench.Has(OwnDatabase.Variable, OwnDatabase.IsAtHand))
        {
            await using var database = await OwnDatabase.CreateAsync();
            measured.AddRange(await MeasureAsync(bench, "PostgreSQL", "≥ 0.08, ≥ 0.15", "postgres", database.Deploy));
        }

        return measured;
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(
        Bench bench, string database, string goal, string name, Func<string, Deployment> deploy)
    {
        await using var service = await bench.StartServiceAsync(name, deploy);
        using var platform = new Platform(service);
        var chat = await bench.CaptureAnewAsync(platform, CallShape.TwoParty(bench.Minutes(10)));
        await platform.AskForLinkAsync(chat);
        await using var empty = await EmptyEndpoint.StartAsync();

        var request = platform.RequestFor(chat, "download-url") + "\r\n";
        double Own() => Load.RequestsPerSecond(service.Port, request, Connections, Duration);
        double Empty() => Load.RequestsPerSecond(empty.Port, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", Connections, Duration);
        await service.WarmUpAsync(() => Own());
        Empty();
        List<double> ours = [], ratios = [];
        for (var i = 0; i < bench.Samples(7); i++)
        {
            ours.Add(Own());
            ratios.Add(ours[^1] / Empty());
        }

        var what = $"cached download-url ({database}), {Connections} connections: requests/s";
        return [new Measurement(what, "", ours), new Measurement($"{what} / an empty endpoint's", goal, ratios)];
    }
}
