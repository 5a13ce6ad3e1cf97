using System.Collections.Concurrent;
using Recordings.Application.Ports;
using Recordings.Application.Reading;

namespace Recordings.Api.Transfers;

/// <summary>
/// Ends running transfers whose right is gone, and those whose reader has stalled. It looks at all of them at intervals: a stalled
/// transfer does nothing by itself.
/// </summary>
internal sealed partial class TransferWatch(
    RunningTransfers transfers, ReadingAccess access, TimeProvider time, ILogger<TransferWatch> log) : BackgroundService
{
    /// <summary>
    /// With <see cref="LookLimit"/>, a right is looked at again at least every 10 s, and a transfer ends within 15 s after its right.
    /// </summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>A player that pauses longer resumes with a Range.</summary>
    internal static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(60);

    /// <summary>
    /// For all rights together. A database that does not answer ends no transfer: what it last said stands, and it is asked again
    /// at the next interval.
    /// </summary>
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(4);

    private const int LooksAtOnce = 4;

    /// <summary>When each right was last confirmed; a right that no transfer has any more is forgotten.</summary>
    private readonly ConcurrentDictionary<ReadingRight, long> _confirmed = new();

    private Task _look = Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, time, stoppingToken);
            var running = transfers.List();
            foreach (var transfer in running.Where(transfer => transfer.FindStall() >= StallLimit))
                Stop(transfer, TransferStop.ReaderStalled);

            // Not awaited: a database that blocks must not delay the next search for stalled readers.
            if (_look.IsCompleted)
                _look = Task.Run(() => EndLostAsync(running, stoppingToken), CancellationToken.None);
        }
    }

    private async Task EndLostAsync(IReadOnlyList<Transfer> running, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(LookLimit);
        try
        {
            // After a round that ran out of time, those come first that waited longest.
            var byRight = running.GroupBy(transfer => transfer.Right).OrderBy(group => _confirmed.GetValueOrDefault(group.Key)).ToList();
            foreach (var gone in _confirmed.Keys.Except(byRight.Select(group => group.Key)))
                _confirmed.TryRemove(gone, out _);
            await Parallel.ForEachAsync(
                byRight,
                new ParallelOptions { MaxDegreeOfParallelism = LooksAtOnce, CancellationToken = limit.Token },
                EndIfLostAsync);
        }
        catch (OperationCanceledException)
        {
            if (!stopping.IsCancellationRequested)
                LogTooSlow();
        }
    }

    private async ValueTask EndIfLostAsync(IGrouping<ReadingRight, Transfer> group, CancellationToken cancellationToken)
    {
        try
        {
            var found = await access.FindAsync(group.Key, cancellationToken);
            _confirmed[group.Key] = time.GetTimestamp();
            if (found.Failure is null)
                return;

            foreach (var transfer in group)
                Stop(transfer, TransferStop.RightLost);
        }
        catch (DependencyUnavailableException fault)
        {
            LogNotConfirmed(fault.GetType().Name);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            LogBug(bug.GetType().Name, bug.StackTrace);
        }
    }

    private void Stop(Transfer transfer, TransferStop reason)
    {
        if (transfer.TryStop(reason))
            LogStopped(reason, transfer.RequestId);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A transfer of audio was ended: {Reason} (request {RequestId})")]
    private partial void LogStopped(TransferStop reason, string requestId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The right of a running transfer was not confirmed: {Fault}; it goes on")]
    private partial void LogNotConfirmed(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not all rights of running transfers were confirmed in time; they go on")]
    private partial void LogTooSlow();

    [LoggerMessage(Level = LogLevel.Error, Message = "The right of a running transfer was not confirmed: unexpected {Exception} at {StackTrace}")]
    private partial void LogBug(string exception, string? stackTrace);
}
