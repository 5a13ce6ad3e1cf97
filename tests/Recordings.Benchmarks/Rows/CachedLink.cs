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
        await using var service = await bench.StartServiceAsync();
        using var platform = new Platform(service);
        var chat = await bench.CapturedAsync(platform, CallShape.TwoParty(bench.Minutes(10)));
        service.ForgetAssembled();
        await platform.AskForLinkAsync(chat);
        await using var empty = await EmptyEndpoint.StartAsync();

        var request = platform.RequestFor(chat, "download-url") + "\r\n";
        List<double> ours = [], ratios = [];
        for (var i = 0; i < bench.Samples(5) + 1; i++)
        {
            ours.Add(Load.RequestsPerSecond(service.Port, request, Connections, Duration));
            ratios.Add(ours[^1] / Load.RequestsPerSecond(empty.Port, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", Connections, Duration));
        }

        return
        [
            new Measurement("cached download-url (SQLite), 32 connections: requests/s", "", ours[1..]),
            new Measurement("cached download-url (SQLite), 32 connections: requests/s / an empty endpoint's", "≥ 0.08, ≥ 0.15", ratios[1..]),
        ];
    }
}
