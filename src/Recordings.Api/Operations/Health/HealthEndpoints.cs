using Recordings.Api.Hosting;
using Recordings.Application.Ports;

namespace Recordings.Api.Operations.Health;

/// <summary>
/// Reports that the process runs, and whether it can serve. It can serve if database and store are reachable and it is not
/// about to stop.
/// </summary>
internal static class HealthEndpoints
{
    private const string Tag = "Health";

    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods("/health/live", methods, () => Results.Json(new LiveResponse("live")))
            .WithTags(Tag)
            .WithSummary("Whether the process is running")
            .WithDescription("Uses neither database nor store: restart the process when this does not answer.")
            .Produces<LiveResponse>();
        routes.MapMethods("/health/ready", methods, ReadyAsync)
            .WithTags(Tag)
            .WithSummary("Whether the service can serve")
            .WithDescription("Database and store answer, and the service is not about to stop: send requests only while this is 200.")
            .Produces<ReadyResponse>()
            .Produces<ReadyResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(
        IDatabase database, IAudioStore store, Draining draining, TimeProvider time, CancellationToken cancellationToken)
    {
        var (databaseReady, storeReady) = (
            await AnswersAsync(database.CheckAsync, time, cancellationToken),
            await AnswersAsync(store.CheckAsync, time, cancellationToken));
        var ready = databaseReady && storeReady && !draining.HasBegun;

        return Results.Json(
            new ReadyResponse(ready ? "ready" : "not_ready", databaseReady, storeReady, draining.HasBegun),
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> AnswersAsync(Func<CancellationToken, Task> check, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await check(cancellationToken).WaitAsync(CheckTimeout, time, cancellationToken);
            return true;
        }
        catch (Exception fault) when (fault is DependencyUnavailableException or TimeoutException)
        {
            return false;
        }
    }
}

/// <param name="Status">live.</param>
public sealed record LiveResponse(string Status);

/// <param name="Status">ready or not_ready.</param>
/// <param name="Database">Whether it answers.</param>
/// <param name="Storage">Whether it can be written.</param>
/// <param name="Stopping">Whether the service is about to stop.</param>
public sealed record ReadyResponse(string Status, bool Database, bool Storage, bool Stopping);
