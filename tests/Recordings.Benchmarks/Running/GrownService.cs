using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Recordings.Infrastructure.Tests.Sql;
using Recordings.Infrastructure.Tests.Sqlite;

namespace Recordings.Benchmarks.Running;

/// <summary>A service on an embedded database that already has many calls. It gets one request at a time.</summary>
internal sealed class GrownService : IAsyncDisposable
{
    private const int AssembledCalls = 20;

    private const int ReadCalls = 500;

    /// <summary>20 ms at 8 kHz, as audio/L16. Any bytes are valid samples, letters too.</summary>
    private const int ChunkBytes = 320;

    /// <summary>Greater than the chat number of every existing call.</summary>
    private const long FirstOwnChat = 1_000_000_000;

    private readonly Service _service;
    private readonly PlatformClient _platform;
    private readonly int _calls;
    private readonly Random _random = new(1);
    private long _chat = FirstOwnChat;

    private GrownService(Service service, int calls) =>
        (_service, _platform, _calls) = (service, new PlatformClient(service), calls);

    public static async Task<GrownService> StartAsync(string data, int calls)
    {
        var deployment = Deployment.Embedded(data);
        await Service.CreateWorkspaceAsync(deployment);
        await FillAsync(Path.Combine(data, "recordings.db"), calls);
        var credentials = await Service.CreateKeyAsync(deployment, GrownDatabase.LargeWorkspace.ToString());
        var grown = new GrownService(await Service.StartAsync(deployment, credentials), calls);
        for (var i = 0; i < AssembledCalls; i++)
        {
            await grown.StoreChunksAsync(3);
            await grown._platform.CompleteAsync(grown._chat, 1);
            await grown._platform.GetLinkAsync(grown._chat);
        }

        return grown;
    }

    /// <summary>Stores chunks of a new call, one after the other; returns the mean time of one in milliseconds.</summary>
    public async Task<double> StoreChunksAsync(int count)
    {
        await _platform.OpenAsync(++_chat);
        return Time(count, chunk => _platform.RequestFor(_chat, $"tracks/caller/chunks/{chunk}?start_ms={chunk * 20}").Replace("GET ", "PUT ", StringComparison.Ordinal)
            + $"Content-Type: audio/L16;rate=8000\r\nContent-Length: {ChunkBytes}\r\n\r\n{new string('a', ChunkBytes)}");
    }

    /// <summary>Reads metadata of calls spread over all, 500 at either size; returns the mean time in milliseconds.</summary>
    public double ReadMetadata(int count) => Time(count, _ => RequestFor(_random.Next(1, ReadCalls) * (_calls / ReadCalls / 2 * 2), ""));

    /// <summary>Asks for cached links; returns the mean time in milliseconds.</summary>
    public double GetLinks(int count) => Time(count, i => RequestFor(FirstOwnChat + 1 + (i % AssembledCalls), "/download-url"));

    public async ValueTask DisposeAsync()
    {
        _platform.Dispose();
        await _service.DisposeAsync();
    }

    /// <summary>Leaves no assembly and no deletion due, so that background work does not disturb the figures.</summary>
    private static async Task FillAsync(string file, int calls)
    {
        await PopulatedFile.FillAsync(file, calls);
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.ExecuteAsync("UPDATE chats SET assembly_due = FALSE WHERE assembly_due; DELETE FROM garbage;");
    }

    private string RequestFor(long chat, string what) =>
        _platform.RequestFor(chat, "").Replace("/ HTTP", $"{what} HTTP", StringComparison.Ordinal) + "\r\n";

    private double Time(int count, Func<int, string> request)
    {
        using var connection = new Connection(_service.Port);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
            connection.Exchange(request(i));
        return watch.Elapsed.TotalMilliseconds / count;
    }
}
