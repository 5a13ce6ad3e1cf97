using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Recordings.Application.Ports;

namespace Recordings.Application.Storage;

/// <summary>Removes objects that nothing refers to: those of deleted calls, superseded files, and what a crash left behind.</summary>
public sealed partial class ObjectSweeper(IDeletionQueue garbage, IAudioStore store, TimeProvider time, ILogger<ObjectSweeper> logger) : BackgroundService
{
    private const int BatchSize = 256;

    /// <summary>Keys come call by call, and each batch of a call looks at all of its rows: a long call takes few batches.</summary>
    private const int OrphanBatchSize = 16 * 1024;

    private static readonly TimeSpan GarbageInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan GarbageRetry = TimeSpan.FromHours(1);

    /// <summary>Time to see that the service was started on the wrong store, or on a restored database.</summary>
    private static readonly TimeSpan OrphanDelay = TimeSpan.FromHours(1);

    /// <summary>Every object is listed, and what is abandoned waits for a day anyway.</summary>
    private static readonly TimeSpan OrphanInterval = TimeSpan.FromHours(24);

    /// <summary>No upload lasts that long: an older object without a row was abandoned.</summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromHours(24);

    /// <summary>Removes what is due; returns how many objects went. What cannot be removed just now comes up again later.</summary>
    public async Task<int> RemoveGarbageAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        for (IReadOnlyList<string> due; (due = await garbage.FindDueAsync(time.GetUtcNow(), BatchSize, cancellationToken)).Count > 0;)
        {
            foreach (var objectKey in due)
            {
                if (await TryRemoveAsync(objectKey, cancellationToken))
                {
                    await garbage.ForgetAsync(objectKey, cancellationToken);
                    removed++;
                }
                else
                {
                    await garbage.PostponeAsync(objectKey, time.GetUtcNow() + GarbageRetry, cancellationToken);
                }
            }
        }

        return removed;
    }

    /// <summary>Removes objects older than a day that no row names, of this database's own store; returns how many went.</summary>
    public async Task<int> RemoveOrphansAsync(CancellationToken cancellationToken)
    {
        if (!await OwnsStoreAsync(cancellationToken))
            return 0;

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
        var orphansDue = time.GetUtcNow() + OrphanDelay;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var removed = await RemoveGarbageAsync(stoppingToken);
                if (time.GetUtcNow() >= orphansDue)
                {
                    orphansDue = time.GetUtcNow() + OrphanInterval;
                    removed += await RemoveOrphansAsync(stoppingToken);
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

    /// <summary>To another database every object here is an orphan. A store that nobody has claimed is claimed, and swept the next time.</summary>
    private async Task<bool> OwnsStoreAsync(CancellationToken cancellationToken)
    {
        var name = Encoding.ASCII.GetBytes(await garbage.FindOwnerAsync(cancellationToken));
        await using var mark = await store.OpenAsync(ObjectKeys.Owner, cancellationToken);
        if (mark is null)
        {
            await store.PutAsync(ObjectKeys.Owner, new MemoryStream(name), cancellationToken);
            return false;
        }

        var written = new byte[name.Length];
        var isOurs = mark.Length == name.Length
            && await mark.ReadAtLeastAsync(written, name.Length, throwOnEndOfStream: false, cancellationToken) == name.Length
            && written.AsSpan().SequenceEqual(name);
        if (!isOurs)
            LogForeign(ObjectKeys.Owner);
        return isOurs;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "ObjectSweeper interrupted; it begins anew later")]
    private partial void LogInterrupted(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store is another database's, as its object '{Mark}' says: nothing that is left over there is removed")]
    private partial void LogForeign(string mark);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store will not remove {ObjectKey}; tried again later")]
    private partial void LogKept(string objectKey);

    [LoggerMessage(Level = LogLevel.Warning, Message = "ObjectSweeper postponed: the {Dependency} is unavailable")]
    private partial void LogPostponed(Dependency dependency);
}
