using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Recordings.Application.Ports;

namespace Recordings.Application.Cleaning;

/// <summary>Removes objects that nothing refers to: those of deleted calls, superseded files, and what a crash left behind.</summary>
public sealed partial class Sweep(IGarbage garbage, IAudioStore store, TimeProvider time, ILogger<Sweep> logger) : BackgroundService
{
    private const int BatchSize = 256;
    private static readonly TimeSpan GarbageInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OrphanInterval = TimeSpan.FromHours(1);

    /// <summary>No upload lasts that long: an older object without a row was abandoned.</summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromHours(24);

    /// <summary>Removes what is due; returns how many objects went.</summary>
    public async Task<int> RemoveGarbageAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        for (IReadOnlyList<string> due; (due = await garbage.FindDueAsync(time.GetUtcNow(), BatchSize, cancellationToken)).Count > 0; removed += due.Count)
        {
            foreach (var objectKey in due)
                await RemoveAsync(objectKey, cancellationToken);
        }

        return removed;
    }

    /// <summary>Removes objects older than a day that no row names; returns how many went.</summary>
    public async Task<int> RemoveOrphansAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var batch in store.SweepAsync(time.GetUtcNow() - OrphanAge, cancellationToken).Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            foreach (var orphan in await garbage.FindOrphansAsync(batch, cancellationToken))
            {
                await store.DeleteAsync(orphan, cancellationToken);
                removed++;
            }
        }

        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var orphansDue = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var removed = await RemoveGarbageAsync(stoppingToken);
                if (time.GetUtcNow() >= orphansDue)
                {
                    removed += await RemoveOrphansAsync(stoppingToken);
                    orphansDue = time.GetUtcNow() + OrphanInterval;
                }

                if (removed > 0)
                    LogRemoved(removed);
            }
            catch (DependencyUnavailableException away)
            {
                LogPostponed(away.Dependency);
            }
            catch (Exception bug) when (!stoppingToken.IsCancellationRequested)
            {
                // What cannot be removed must not stop those who call.
                LogInterrupted(bug);
            }

            await Task.Delay(GarbageInterval, time, stoppingToken);
        }
    }

    private async Task RemoveAsync(string objectKey, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(objectKey, cancellationToken);
        await garbage.ForgetAsync(objectKey, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} objects that nothing refers to")]
    private partial void LogRemoved(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sweep interrupted; it begins anew later")]
    private partial void LogInterrupted(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweep postponed: the {Dependency} is unavailable")]
    private partial void LogPostponed(Dependency dependency);
}
