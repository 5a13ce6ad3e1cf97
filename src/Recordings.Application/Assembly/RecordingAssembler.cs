using Microsoft.Extensions.Options;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Application.Scheduling;
using Recordings.Application.Storage;
using Recordings.Application.Timelines;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Assembly;

/// <summary>
/// Assembles a rendition once, even if many requests ask for it: callers in this process share one task, processes share a lock.
/// Not tied to a request's cancellation: other callers may be waiting for the same assembly. Workspaces take turns.
/// </summary>
public sealed class RecordingAssembler(
    IRecordings recordings, TimelineLoader timelines, IAudioStore store, IRecordingRenderer renderer, IAssemblyLock locks,
    IOptions<AssemblyOptions> options, IOptions<DownloadOptions> downloads, TimeProvider time) : IAsyncDisposable
{
    private readonly SharedWork<(ChatKey Chat, int Chunks, Rendition Rendition), Result<AssembledRecording>> _running = new();
    private readonly TurnQueue<WorkspaceId> _slots = new(options.Value.AtOnce);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _disposing = new();
    private Task? _disposed;

    /// <summary>
    /// The assembled file of the chunks that <paramref name="recording"/> counts, or of more chunks. All waiting callers get the same
    /// failure; the next call tries again.
    /// </summary>
    public Task<Result<AssembledRecording>> AssembleAsync(Recording recording, Rendition rendition) => _running.RunAsync(
        (recording.Key, recording.ChunkCount, rendition), () => AssembleOnceAsync(recording, rendition, _stopping.Token),
        CancellationToken.None);

    /// <summary>Stops running assemblies; readers see none of their files. Every call waits for the same end.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_disposing)
            return new ValueTask(_disposed ??= StopAsync());
    }

    private async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running.WaitForAllAsync();
        _stopping.Dispose();
    }

    private async Task<Result<AssembledRecording>> AssembleOnceAsync(
        Recording seen, Rendition rendition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Sha256 fingerprint;
            using (await _slots.TakeAsync(seen.Workspace, cancellationToken))
            {
                if (await timelines.LoadAsync(seen, cancellationToken) is not { } loaded)
                    return Failures.ChatNotFound(seen.Id);

                fingerprint = loaded.Summary.FingerprintOf(rendition);
                await using var acquired = await locks.TryAcquireAsync(seen.Key, fingerprint, cancellationToken);
                if (acquired is not null)
                    return await FindAsync(seen, rendition, cancellationToken) ?? await WriteAsync(loaded, rendition, cancellationToken);
            }

            // Another process assembles it and may be stalled. Wait without a slot, so that other recordings are assembled.
            await using var released = await locks.AcquireAsync(seen.Key, fingerprint, cancellationToken);
        }
    }

    /// <summary>The file that another process has assembled since then; null when there is none.</summary>
    private async Task<AssembledRecording?> FindAsync(Recording seen, Rendition rendition, CancellationToken cancellationToken) =>
        await recordings.FindAsync(seen.Workspace, seen.Id, cancellationToken) is { Summary: { } summary } now
        && now.Key == seen.Key
        && now.FindFile(rendition) is { } file
        && await store.FindLengthAsync(file.ObjectKey, cancellationToken) == file.SizeBytes
            ? new AssembledRecording(now, summary, rendition, file)
            : null;

    private async Task<Result<AssembledRecording>> WriteAsync(
        RecordingTimeline loaded, Rendition rendition, CancellationToken cancellationToken)
    {
        var (recording, summary) = (loaded.Recording, loaded.Summary);
        var fingerprint = summary.FingerprintOf(rendition);
        var key = ObjectKeys.File(recording.Workspace, recording.Id, recording.Key, fingerprint);

        await store.CheckSpaceAsync(SpaceOf(loaded.Timeline, rendition), cancellationToken);
        await using var content = renderer.Open(loaded.Timeline, rendition, RenderingPurpose.Assembly);
        ContentChecksums checksums;
        try
        {
            checksums = await store.PutAsync(key, content, cancellationToken);
        }
        catch (RecordingDamagedException)
        {
            // A chunk that is missing because its call was deleted is not damage.
            if ((await recordings.FindAsync(recording.Workspace, recording.Id, cancellationToken))?.Key == recording.Key)
                throw;
            return Failures.ChatNotFound(recording.Id);
        }

        var file = new RenditionFile(key, fingerprint, summary.FileLengthOf(rendition), checksums.Whole);
        if (await KeepAsync(recording, new StoredFile(file, checksums.Blocks), cancellationToken))
            return new AssembledRecording(recording, summary, rendition, file);

        await store.DeleteAsync(key, cancellationToken);
        return Failures.ChatNotFound(recording.Id);
    }

    /// <summary>Bytes that a store needs at most if it keeps no silence.</summary>
    private static long SpaceOf(Timeline timeline, Rendition rendition) =>
        Math.Min(timeline.Frames, timeline.Tracks.Sum(track => track.Outline.SoundingFrames)) * sizeof(short) * rendition.Channels;

    private Task<bool> KeepAsync(Recording recording, StoredFile file, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return recordings.KeepFileAsync(recording, file, now, supersededUntil: now + downloads.Value.MaxExpiry, cancellationToken);
    }
}

/// <summary>A rendition whose whole WAV is in the object store.</summary>
public sealed record AssembledRecording(Recording Recording, RecordingSummary Summary, Rendition Rendition, RenditionFile File);
