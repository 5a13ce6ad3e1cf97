using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Recordings.Application.Ports;
using Recordings.Application.Recordings;
using Recordings.Application.Recordings.GetDownloadUrl;
using Recordings.Domain;
using Recordings.Domain.Chats;

namespace Recordings.Application.Assembly;

/// <summary>
/// Assembles a recording once, however many ask: callers in this process share one task, processes share a lock.
/// The work belongs to nobody's request, so nobody's leaving cancels it.
/// </summary>
public sealed class RecordingAssembler(
    IRecordings recordings, Timelines timelines, IAudioStore store, IRecordingRenderer renderer, IAssemblyLock locks,
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
        await _places.WaitAsync(cancellationToken);
        try
        {
            return await AssembleOnceAsync(recording, cancellationToken);
        }
        finally
        {
            _places.Release();
            _underway.TryRemove(key, out _);
        }
    }

    private async Task<Result<AssembledRecording>> AssembleOnceAsync(Recording seen, CancellationToken cancellationToken)
    {
        if (await timelines.LoadAsync(seen, cancellationToken) is not { } laidOut)
            return Gone(seen);

        await using var held = await locks.AcquireAsync(seen.Key, laidOut.Summary.Fingerprint, cancellationToken);

        // Another process may have done it while this one waited.
        if (await recordings.FindAsync(seen.Workspace, seen.Id, cancellationToken) is { CachedFile: { } file, Summary: { } summary } now
            && await store.FindLengthAsync(file.ObjectKey, cancellationToken) == file.SizeBytes)
            return new AssembledRecording(now, summary, file);

        return await WriteAsync(laidOut, cancellationToken);
    }

    private async Task<Result<AssembledRecording>> WriteAsync(LaidOutRecording laidOut, CancellationToken cancellationToken)
    {
        var (recording, summary) = (laidOut.Recording, laidOut.Summary);
        var key = ObjectKeys.File(recording.Workspace, recording.Id, recording.Key, summary.Fingerprint);

        await using var content = renderer.Open(laidOut.Timeline);
        var checksum = await store.PutAsync(key, content, cancellationToken);

        var file = new CachedFile(key, summary.Fingerprint, summary.FileLength, checksum);
        if (await recordings.KeepFileAsync(recording, file, time.GetUtcNow() + downloads.Value.MaxExpiry, cancellationToken))
            return new AssembledRecording(recording, summary, file);

        await store.DeleteAsync(key, cancellationToken);
        return Gone(recording);
    }

    private static Failure Gone(Recording recording) =>
        new(FailureCode.ChatNotFound, $"There is no chat {recording.Id} in this workspace.");
}
