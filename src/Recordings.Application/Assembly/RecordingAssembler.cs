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
/// Assembles a recording once, however many ask: callers in this process share one task, processes share a lock.
/// The work belongs to nobody's request, so nobody's leaving cancels it.
/// </summary>
public sealed class RecordingAssembler(
    IRecordings recordings, TimelineLoader timelines, IAudioStore store, IRecordingRenderer renderer, IAssemblyLock locks,
    IOptions<AssemblyOptions> options, IOptions<DownloadOptions> downloads, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(ChatKey Chat, int Chunks), Lazy<Task<Result<AssembledRecording>>>> _underway = new();
    private readonly SemaphoreSlim _places = new(options.Value.AtOnce);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>The assembled recording of the chunks seen, or of later ones. Failures are shared by all who wait, and not kept.</summary>
    public Task<Result<AssembledRecording>> AssembleAsync(Recording recording)
    {
        var key = (recording.Key, recording.ChunkCount);
        return _underway.GetOrAdd(key, _ => new(() => Task.Run(() => RunAsync(key, recording, _stopping.Token)))).Value;
    }

    /// <summary>Stops what is underway; nothing of it becomes visible.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_underway.Values.Select(work => work.Value)).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _stopping.Dispose();
        _places.Dispose();
    }

    private async Task<Result<AssembledRecording>> RunAsync(
        (ChatKey Chat, int Chunks) key, Recording recording, CancellationToken cancellationToken)
    {
        try
        {
            return await AssembleOnceAsync(recording, cancellationToken);
        }
        finally
        {
            _underway.TryRemove(key, out _);
        }
    }

    private async Task<Result<AssembledRecording>> AssembleOnceAsync(Recording seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            Sha256 fingerprint;
            await _places.WaitAsync(cancellationToken);
            try
            {
                if (await timelines.LoadAsync(seen, cancellationToken) is not { } laidOut)
                    return Gone(seen);

                fingerprint = laidOut.Summary.Fingerprint;
                await using var held = await locks.TryAcquireAsync(seen.Key, fingerprint, cancellationToken);
                if (held is not null)
                    return await FindAsync(seen, cancellationToken) ?? await WriteAsync(laidOut, cancellationToken);
            }
            finally
            {
                _places.Release();
            }

            // Another process is at it and may be standing still: whoever waits for it keeps no place from other recordings.
            await using var freed = await locks.AcquireAsync(seen.Key, fingerprint, cancellationToken);
        }
    }

    /// <summary>What another process has assembled meanwhile; null when there is nothing.</summary>
    private async Task<AssembledRecording?> FindAsync(Recording seen, CancellationToken cancellationToken) =>
        await recordings.FindAsync(seen.Workspace, seen.Id, cancellationToken) is { StoredFile: { } file, Summary: { } summary } now
        && now.Key == seen.Key
        && await store.FindLengthAsync(file.ObjectKey, cancellationToken) == file.SizeBytes
            ? new AssembledRecording(now, summary, file)
            : null;

    private async Task<Result<AssembledRecording>> WriteAsync(RecordingTimeline laidOut, CancellationToken cancellationToken)
    {
        var (recording, summary) = (laidOut.Recording, laidOut.Summary);
        var key = ObjectKeys.File(recording.Workspace, recording.Id, recording.Key, summary.Fingerprint);

        await using var content = renderer.Open(laidOut.Timeline);
        Sha256 checksum;
        try
        {
            checksum = await store.PutAsync(key, content, cancellationToken);
        }
        catch (RecordingDamagedException)
        {
            // A chunk that went with its deleted call is no damage.
            if ((await recordings.FindAsync(recording.Workspace, recording.Id, cancellationToken))?.Key == recording.Key)
                throw;
            return Gone(recording);
        }

        var file = new RenditionFile(key, summary.Fingerprint, summary.FileLength, checksum);
        if (await recordings.KeepFileAsync(recording, file, time.GetUtcNow() + downloads.Value.MaxExpiry, cancellationToken))
            return new AssembledRecording(recording, summary, file);

        await store.DeleteAsync(key, cancellationToken);
        return Gone(recording);
    }

    private static Failure Gone(Recording recording) =>
        new(FailureCode.ChatNotFound, $"There is no chat {recording.Id} in this workspace.");
}

/// <summary>A recording whose whole WAV is in the object store.</summary>
public sealed record AssembledRecording(Recording Recording, RecordingSummary Summary, RenditionFile File);
