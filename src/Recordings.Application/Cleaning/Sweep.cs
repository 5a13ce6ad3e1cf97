using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Recordings.Application.Ports;

namespace Recordings.Application.Cleaning;

/// <summary>Removes objects that nothing refers to: those of deleted calls, superseded files, and what a crash left behind.</summary>
public sealed partial class Sweep(IGarbage garbage, IAudioStore store, TimeProvider time, ILogger<Sweep> logger) : BackgroundService
{
    private const int BatchSize = 256;

    /// <summary>Keys come call by call, and each batch of a call looks at all of its rows: a long call takes few batches.</summary>
    private const int OrphanBatchSize = 16 * 1024;

    private static readonly TimeSpan GarbageInterval = TimeSpan.FromSeconds(30);

    /// <summary>Every object is listed, and what is abandoned waits for a day anyway.</summary>
    private static readonly TimeSpan OrphanInterval = TimeSpan.FromHours(24);

    /// <summary>No upload lasts that long: an older object without a row was abandoned.</summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromHours(24);

    /// <summary>Removes what is due; returns how many objects went.</summary>
    public async Task<int> RemoveGarbageAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        for (var before = -1; before < removed;)
        {
            before = removed;
            foreach (var objectKey in await garbage.FindDueAsync(time.GetUtcNow(), BatchSize, cancellationToken))
            {
                if (!await TryRemoveAsync(objectKey, cancellationToken))
                    continue;

                await garbage.ForgetAsync(objectKey, cancellationToken);
                removed++;
            }
        }

        return removed;
    }

    /// <summary>Removes objects older than a day that no row names; returns how many went.</summary>
    public async Task<int> RemoveOrphansAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var batch in store.SweepAsync(time.GetUtcNow() - OrphanAge, cancellationToken).Chunk(OrphanBatchSize).WithCancellation(cancellationToken))
        {
            foreach (var orphan in await garbage.FindOrphansAsync(batch, cancellationToken))
                removed += await TryRemoveAsync(orphan, cancellationToken) ? 1 : 0;
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

    /// <summary>False when this object alone cannot be removed: those after it can. When nothing can, the fault passes through.</summary>
    private async Task<bool> TryRemoveAsync(string objectKey, CancellationToken cancellationToken)
    {
        try
        {
            await store.DeleteAsync(objectKey, cancellationToken);
            return true;
        }
        catch (DependencyUnavailableException fault) when (fault.Dependency is Dependency.Storage)
        {
            await store.CheckAsync(cancellationToken);
            LogKept(objectKey);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} objects that nothing refers to")]
    private partial void LogRemoved(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sweep interrupted; it begins anew later")]
    private partial void LogInterrupted(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store will not remove {ObjectKey}; tried again later")]
    private partial void LogKept(string objectKey);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweep postponed: the {Dependency} is unavailable")]
    private partial void LogPostponed(Dependency dependency);
}
