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
/// Assembles calls when they end, so that the first download-url is usually a cached one. What is owed stands in the
/// database: a restart, or another replica, picks up what was left.
/// </summary>
public sealed partial class BackgroundAssembly(
    IRecordings recordings, IAudioStore store, TimelineLoader timelines, RecordingAssembler assembler, IOptions<AssemblyOptions> options,
    IOptions<DownloadOptions> downloads, TimeProvider time, ILogger<BackgroundAssembly> logger) : BackgroundService
{
    private const int BatchSize = 64;

    /// <summary>Of one pass: a disk that is nearly full fails for every call in turn, and is wanted for chunks.</summary>
    private const int MostFailures = 8;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _wakeUp = new(0);

    /// <summary>The call that was looked at last: the next pass begins behind it, so that those that always fail hold up nobody.</summary>
    private ChatKey _last;

    /// <summary>There is something new to do.</summary>
    public void WakeUp() => _wakeUp.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await AssembleDueAsync(stoppingToken);
            }
            catch (DependencyUnavailableException away)
            {
                LogPostponed(away.Dependency);
            }
            catch (Exception bug) when (!stoppingToken.IsCancellationRequested)
            {
                LogInterrupted(bug);
            }

            await _wakeUp.WaitAsync(LookAgain, stoppingToken);
        }
    }

    /// <summary>Everything that is owed once; after some failures the rest waits for the next pass, which goes on from there.</summary>
    private async Task AssembleDueAsync(CancellationToken cancellationToken)
    {
        var (failures, begunAt) = (0, _last);
        while (true)
        {
            var due = await recordings.FindDueAssembliesAsync(_last, BatchSize, cancellationToken);
            foreach (var (key, workspace, chat) in due)
            {
                _last = key;
                if (await recordings.FindAsync(workspace, chat, cancellationToken) is { } recording && !await SettleAsync(recording, cancellationToken))
                    failures++;
                if (failures == MostFailures)
                    return;
            }

            if (due.Count > 0)
                continue;

            _last = default;
            if (begunAt == default)
                return;
            begunAt = default;
        }
    }

    /// <returns>False when it stays owed.</returns>
    private async Task<bool> SettleAsync(Recording recording, CancellationToken cancellationToken)
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
            // It goes on, here or in another process, which may be standing still: the calls behind it need not wait. It stays owed.
            LogLeft(recording.Workspace, recording.Id);
            return false;
        }
        catch (DependencyUnavailableException fault) when (fault.Dependency is Dependency.Storage)
        {
            // Of a store that answers only this call is concerned; of one that does not, this says so.
            await store.CheckAsync(cancellationToken);
            LogRefused(recording.Workspace, recording.Id, fault.InnerException?.GetType().FullName);
            return false;
        }
        catch (RecordingDamagedException damaged)
        {
            LogDamaged(recording.Workspace, recording.Id, damaged.Chunk.Sequence);
        }
        catch (Exception bug) when (bug is not (OperationCanceledException or DependencyUnavailableException))
        {
            // One call that trips over a defect must not take the service, or the calls behind it, down.
            LogFailed(recording.Workspace, recording.Id, bug.GetType().FullName, bug.StackTrace);
        }

        await recordings.ForgetDueAssemblyAsync(recording.Key, cancellationToken);
        return true;
    }

    /// <summary>A call left open overnight is mostly zeros: rendered live, and stored only if somebody asks for it.</summary>
    private bool IsMostlySilent(RecordingTimeline loaded) =>
        loaded.Timeline.LongestSilence > options.Value.MaxSilentHours * 3600 * loaded.Timeline.Rate.Hertz;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Background assembly postponed: the {Dependency} is unavailable")]
    private partial void LogPostponed(Dependency dependency);

    [LoggerMessage(Level = LogLevel.Error, Message = "Background assembly was interrupted; what is owed is tried again later")]
    private partial void LogInterrupted(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Recording {Workspace}/{Chat} is damaged at sequence {Sequence}")]
    private partial void LogDamaged(WorkspaceId workspace, ChatId chat, int sequence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Assembly of {Workspace}/{Chat} takes long; looked at again later")]
    private partial void LogLeft(WorkspaceId workspace, ChatId chat);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store fails for {Workspace}/{Chat} alone: {Exception}; looked at again later")]
    private partial void LogRefused(WorkspaceId workspace, ChatId chat, string? exception);

    // Type and place only: an exception's message may carry what no log shows.
    [LoggerMessage(Level = LogLevel.Error, Message = "Background assembly of {Workspace}/{Chat} failed: {Exception} at {StackTrace}")]
    private partial void LogFailed(WorkspaceId workspace, ChatId chat, string? exception, string? stackTrace);
}
