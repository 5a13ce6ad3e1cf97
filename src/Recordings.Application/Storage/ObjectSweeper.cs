using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Recordings.Application.Ports;

namespace Recordings.Application.Storage;

/// <summary>Removes objects that no row refers to: objects of deleted calls, superseded files, and objects that a crash left.</summary>
public sealed partial class ObjectSweeper(
    IDeletionQueue deletions, IAudioStore store, TimeProvider time, ILogger<ObjectSweeper> logger) : BackgroundService
{
    private const int BatchSize = 256;

    /// <summary>
    /// Keys come call by call, and each batch reads all rows of its calls. Large batches keep the number of such reads low for a
    /// long call.
    /// </summary>
    private const int OrphanBatchSize = 16 * 1024;

    private static readonly TimeSpan DeletionInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromHours(1);

    /// <summary>Gives operators time to notice that the service runs on the wrong store or on a restored database.</summary>
    private static readonly TimeSpan OrphanDelay = TimeSpan.FromHours(1);

    /// <summary>Each run lists every object, which costs time, and orphans are kept for a day anyway.</summary>
    private static readonly TimeSpan OrphanInterval = TimeSpan.FromHours(24);

    /// <summary>No upload takes this long, so an older object without a row is an orphan.</summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromHours(24);

    /// <summary>Removes the objects whose deletion is due. A deletion that fails is retried after <see cref="RetryDelay"/>.</summary>
    /// <returns>How many objects were removed.</returns>
    public async Task<int> RemoveGarbageAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        for (IReadOnlyList<string> due; (due = await deletions.FindDueAsync(time.GetUtcNow(), BatchSize, cancellationToken)).Count > 0;)
        {
            foreach (var objectKey in due)
            {
                if (await TryRemoveAsync(objectKey, cancellationToken))
                {
                    await deletions.ForgetAsync(objectKey, cancellationToken);
                    removed++;
                }
                else
                {
                    await deletions.PostponeAsync(objectKey, time.GetUtcNow() + RetryDelay, cancellationToken);
                }
            }
        }

        return removed;
    }

    /// <summary>Removes objects that are older than a day and that no row names, if the store belongs to this database.</summary>
    /// <returns>How many objects were removed.</returns>
    public async Task<int> RemoveOrphansAsync(CancellationToken cancellationToken)
    {
        if (!await OwnsStoreAsync(cancellationToken))
            return 0;

        var removed = 0;
        var old = store.SweepAsync(time.GetUtcNow() - OrphanAge, cancellationToken);
        await foreach (var batch in old.Chunk(OrphanBatchSize).WithCancellation(cancellationToken))
        {
            foreach (var orphan in await deletions.FindOrphansAsync(batch, cancellationToken))
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
            catch (DependencyUnavailableException fault)
            {
                LogPostponed(fault.Dependency);
            }
            catch (Exception bug) when (!stoppingToken.IsCancellationRequested)
            {
                // A defect in deletion must not stop the service.
                LogInterrupted(bug);
            }

            await Task.Delay(DeletionInterval, time, stoppingToken);
        }
    }

    /// <summary>
    /// Prevents that a service with another database removes every object as an orphan. If the store has no owner file, this run
    /// writes one; deletion starts with the next run.
    /// </summary>
    private async Task<bool> OwnsStoreAsync(CancellationToken cancellationToken)
    {
        var owner = Encoding.ASCII.GetBytes(await deletions.FindOwnerAsync(cancellationToken));
        await using var file = await store.OpenAsync(ObjectKeys.Owner, cancellationToken);
        if (file is null)
        {
            await WriteOwnerAsync(owner, cancellationToken);
            return false;
        }

        var found = new byte[owner.Length];
        var isOwner = file.Length == owner.Length
            && await file.ReadAtLeastAsync(found, owner.Length, throwOnEndOfStream: false, cancellationToken) == owner.Length
            && found.AsSpan().SequenceEqual(owner);
        if (!isOwner)
            LogOtherOwner(ObjectKeys.Owner);
        return isOwner;
    }

    private async Task WriteOwnerAsync(byte[] owner, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(owner);
        await using var staged = await store.StageAsync(content, owner.Length, cancellationToken)
            ?? throw new InvalidOperationException("The owner's id is longer than itself.");
        await staged.CommitAsync(ObjectKeys.Owner, cancellationToken);
    }

    /// <returns>False when the store answers but does not delete this object.</returns>
    /// <exception cref="DependencyUnavailableException">The store does not answer.</exception>
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
            LogFailed(objectKey);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} objects that no row refers to")]
    private partial void LogRemoved(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The removal of objects was interrupted; will retry")]
    private partial void LogInterrupted(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The object '{Mark}' names another database as owner; orphans are not removed")]
    private partial void LogOtherOwner(string mark);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deleting {ObjectKey} failed; will retry")]
    private partial void LogFailed(string objectKey);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The removal of objects is postponed: the {Dependency} is unavailable")]
    private partial void LogPostponed(Dependency dependency);
}
