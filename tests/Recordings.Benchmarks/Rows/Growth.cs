using System.Globalization;
using Recordings.Benchmarks.Running;
using Recordings.Infrastructure.Tests.Sql;

namespace Recordings.Benchmarks.Rows;

/// <summary>Capture, metadata and cached links on an embedded database with many calls and on one with few calls, in turn.</summary>
internal static class Growth
{
    private const int FewCalls = 1000;
    private const int Requests = 200;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchmarkContext context)
    {
        await using var few = await GrownService.StartAsync(context.CreateDataDirectory(), FewCalls);
        await using var many = await GrownService.StartAsync(context.CreateDataDirectory(), GrownDatabase.Chats);
        return
        [
            .. await CompareAsync(context, few, many, "chunk stored", service => service.StoreChunksAsync(Requests)),
            .. await CompareAsync(context, few, many, "metadata", service => Task.FromResult(service.ReadMetadata(Requests))),
            .. await CompareAsync(context, few, many, "cached download-url", service => Task.FromResult(service.GetLinks(Requests))),
        ];
    }

    private static async Task<Measurement[]> CompareAsync(
        BenchmarkContext context, GrownService few, GrownService many, string request, Func<GrownService, Task<double>> measure)
    {
        List<double> ofFew = [], ofMany = [], ratios = [];
        for (var i = 0; i < context.Samples(15) + 2; i++)
        {
            ofFew.Add(await measure(few));
            ofMany.Add(await measure(many));
            ratios.Add(ofMany[^1] / ofFew[^1]);
        }

        var calls = string.Create(CultureInfo.InvariantCulture, $"{GrownDatabase.Chats:N0}");
        return
        [
            new Measurement($"{request}, SQLite with {FewCalls:N0} calls: ms", "", ofFew[2..]),
            new Measurement($"{request}, SQLite with {calls} calls: ms", "", ofMany[2..]),
            new Measurement($"{request}: with {calls} calls / with {FewCalls:N0}", "flat", ratios[2..]),
        ];
    }
}
