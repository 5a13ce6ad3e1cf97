using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Application.Timelines;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Assembly;

/// <summary>
/// Assembles calls when they end, so that the first download-url is usually a cached one. The database lists the due assemblies,
/// so a restarted process or another replica continues them.
/// </summary>
public sealed partial class BackgroundAssembly(
    IRecordings recordings, IAudioStore store, TimelineLoader timelines, RecordingAssembler assembler, IOptions<AssemblyOptions> options,
    IOptions<DownloadOptions> downloads, TimeProvider time, ILogger<BackgroundAssembly> logger) : BackgroundService
{
    /// <summary>A disk that is nearly full fails for every call, and chunks need its remaining space.</summary>
    private const int MaxFailuresInARow = 8;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _signal = new(0);
    private readonly DueAssemblies _due = new(recordings);

    /// <summary>Starts a pass now, since a call has become due.</summary>
    public void Signal() => _signal.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await AssembleDueAsync(stoppingToken);
            }
            catch (DependencyUnavailableException fault)
            {
                LogPostponed(fault.Dependency);
            }
            catch (Exception bug) when (!stoppingToken.IsCancellationRequested)
            {
                LogInterrupted(bug);
            }

            await _signal.WaitAsync(PollInterval, stoppingToken);
        }
    }

    /// <summary>
    /// Tries every due assembly once. After <see cref="MaxFailuresInARow"/> failures the rest waits for the next pass, which begins
    /// behind them.
    /// </summary>
    private async Task AssembleDueAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        await foreach (var (workspace, chat) in _due.TakeAsync(cancellationToken))
        {
            var settled = await recordings.FindAsync(workspace, chat, cancellationToken) is not { } recording
                || await TryAssembleAsync(recording, cancellationToken);
            failures = settled ? 0 : failures + 1;
            if (failures == MaxFailuresInARow)
                return;
        }
    }

    /// <summary>Assembles one call unless it is mostly silent, and marks it as done.</summary>
    /// <returns>False when the assembly stays due.</returns>
    private async Task<bool> TryAssembleAsync(Recording recording, CancellationToken cancellationToken)
    {
        try
        {
            if (recording is { Availability: Availability.Ready, StoredFile: null }
                && await timelines.LoadAsync(recording, cancellationToken) is { } loaded
                && !IsMostlySilent(loaded))
                await assembler.AssembleAsync(loaded.Recording, Rendition.Mix).WaitAsync(downloads.Value.MaxWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The assembly continues, here or in another process, which may be stalled. The next calls do not wait for it; it stays due.
            LogSlow(recording.Workspace, recording.Id);
            return false;
        }
        catch (DependencyUnavailableException fault) when (fault.Dependency is Dependency.Storage)
        {
            // If the store answers and has space, the fault concerns this call alone. If not, these checks throw and end the pass.
            await store.CheckAsync(cancellationToken);
            await store.CheckSpaceAsync(0, cancellationToken);
            LogStorageFault(recording.Workspace, recording.Id, fault.InnerException?.GetType().FullName);
            return false;
        }
        catch (RecordingDamagedException damaged)
        {
            LogDamaged(recording.Workspace, recording.Id, damaged.Chunk.Sequence);
        }
        catch (Exception bug) when (bug is not (OperationCanceledException or DependencyUnavailableException))
        {
            // A defect that one call shows must not stop the service or block the next calls.
            LogFailed(recording.Workspace, recording.Id, bug.GetType().FullName, bug.StackTrace);
        }

        await recordings.ForgetDueAssemblyAsync(recording.Key, cancellationToken);
        return true;
    }

    /// <summary>A call that stayed open overnight is mostly zeros: it is rendered live, and stored only when a link is asked for.</summary>
    private bool IsMostlySilent(RecordingTimeline loaded) =>
        loaded.Timeline.LongestSilence > options.Value.MaxSilentHours * 3600 * loaded.Timeline.Rate.Hertz;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Background assembly postponed: the {Dependency} is unavailable")]
    private partial void LogPostponed(Dependency dependency);

    [LoggerMessage(Level = LogLevel.Error, Message = "Background assembly was interrupted; will retry")]
    private partial void LogInterrupted(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Recording {Workspace}/{Chat} is damaged at sequence {Sequence}")]
    private partial void LogDamaged(WorkspaceId workspace, ChatId chat, int sequence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Assembly of {Workspace}/{Chat} takes long; will look again")]
    private partial void LogSlow(WorkspaceId workspace, ChatId chat);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store fails for {Workspace}/{Chat} alone: {Exception}; will retry")]
    private partial void LogStorageFault(WorkspaceId workspace, ChatId chat, string? exception);

    // Type and place only: an exception's message may contain values that must not be logged.
    [LoggerMessage(Level = LogLevel.Error, Message = "Background assembly of {Workspace}/{Chat} failed: {Exception} at {StackTrace}")]
    private partial void LogFailed(WorkspaceId workspace, ChatId chat, string? exception, string? stackTrace);
}
