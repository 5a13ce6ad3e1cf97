using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Application.Timelines;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Assembly;

/// <summary>
/// Assembles a rendition once, even if many requests ask for it: callers in this process share one task, processes share a lock.
/// Not tied to a request's cancellation: other callers may be waiting for the same assembly.
/// </summary>
public sealed class RecordingAssembler(
    IRecordings recordings, TimelineLoader timelines, IAudioStore store, IRecordingRenderer renderer, IAssemblyLock locks,
    IOptions<AssemblyOptions> options, IOptions<DownloadOptions> downloads, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<
        (ChatKey Chat, int Chunks, Rendition Rendition), Lazy<Task<Result<AssembledRecording>>>> _running = new();
    private readonly SemaphoreSlim _slots = new(options.Value.AtOnce);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>
    /// The assembled file of the chunks that <paramref name="recording"/> counts, or of more chunks. All waiting callers get the same
    /// failure; the next call tries again.
    /// </summary>
    public Task<Result<AssembledRecording>> AssembleAsync(Recording recording, Rendition rendition)
    {
        var key = (recording.Key, recording.ChunkCount, rendition);
        return _running.GetOrAdd(key, _ => new(() => Task.Run(() => RunAsync(key, recording, _stopping.Token)))).Value;
    }

    /// <summary>Stops running assemblies; readers see none of their files.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Values.Select(work => work.Value)).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _stopping.Dispose();
        _slots.Dispose();
    }

    private async Task<Result<AssembledRecording>> RunAsync(
        (ChatKey Chat, int Chunks, Rendition Rendition) key, Recording recording, CancellationToken cancellationToken)
    {
        try
        {
            return await AssembleOnceAsync(recording, key.Rendition, cancellationToken);
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    private async Task<Result<AssembledRecording>> AssembleOnceAsync(
        Recording seen, Rendition rendition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Sha256 fingerprint;
            await _slots.WaitAsync(cancellationToken);
            try
            {
                if (await timelines.LoadAsync(seen, cancellationToken) is not { } loaded)
                    return Failures.ChatNotFound(seen.Id);

                fingerprint = loaded.Summary.FingerprintOf(rendition);
                await using var acquired = await locks.TryAcquireAsync(seen.Key, fingerprint, cancellationToken);
                if (acquired is not null)
                    return await FindAsync(seen, rendition, cancellationToken) ?? await WriteAsync(loaded, rendition, cancellationToken);
            }
            finally
            {
                _slots.Release();
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

        await using var content = renderer.Open(loaded.Timeline, rendition, RenderingPurpose.Assembly);
        Sha256 checksum;
        try
        {
            checksum = await store.PutAsync(key, content, cancellationToken);
        }
        catch (RecordingDamagedException)
        {
            // A chunk that is missing because its call was deleted is not damage.
            if ((await recordings.FindAsync(recording.Workspace, recording.Id, cancellationToken))?.Key == recording.Key)
                throw;
            return Failures.ChatNotFound(recording.Id);
        }

        var file = new RenditionFile(key, fingerprint, summary.FileLengthOf(rendition), checksum);
        if (await recordings.KeepFileAsync(recording, file, time.GetUtcNow() + downloads.Value.MaxExpiry, cancellationToken))
            return new AssembledRecording(recording, summary, rendition, file);

        await store.DeleteAsync(key, cancellationToken);
        return Failures.ChatNotFound(recording.Id);
    }
}

/// <summary>A rendition whose whole WAV is in the object store.</summary>
public sealed record AssembledRecording(Recording Recording, RecordingSummary Summary, Rendition Rendition, RenditionFile File);
