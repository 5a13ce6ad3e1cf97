using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Tests.Running.Backends;

/// <summary>The recordings of the real database. Counts how often all chunks of a call are read.</summary>
internal sealed class WatchedRecordings(IRecordings recordings) : IRecordings
{
    private int _chunkLoads;

    public int ChunkLoads => _chunkLoads;

    /// <summary>A load that starts waits for this task.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public async Task<IReadOnlyList<Chunk>> LoadChunksAsync(ChatKey chat, CancellationToken cancellationToken)
    {
        var held = Hold;
        Interlocked.Increment(ref _chunkLoads);
        await held;
        return await recordings.LoadChunksAsync(chat, cancellationToken);
    }

    public async Task<RecordingOutline?> LoadOutlineAsync(
        ChatKey chat, int chunkCount, bool summarize, CancellationToken cancellationToken)
    {
        var held = Hold;
        Interlocked.Increment(ref _chunkLoads);
        await held;
        return await recordings.LoadOutlineAsync(chat, chunkCount, summarize, cancellationToken);
    }

    /// <summary>Every look for a recording throws this exception, if set.</summary>
    public Exception? Fault { get; set; }

    public Task<Recording?> FindAsync(WorkspaceId workspace, ChatId chat, CancellationToken cancellationToken) =>
        Fault is { } fault ? Task.FromException<Recording?>(fault) : recordings.FindAsync(workspace, chat, cancellationToken);

    public Task KeepSummaryAsync(ChatKey chat, int chunkCount, RecordingSummary summary, CancellationToken cancellationToken) =>
        recordings.KeepSummaryAsync(chat, chunkCount, summary, cancellationToken);

    public Task<bool> KeepFileAsync(
        Recording recording, StoredFile file, DateTimeOffset now, DateTimeOffset supersededUntil, CancellationToken cancellationToken) =>
        recordings.KeepFileAsync(recording, file, now, supersededUntil, cancellationToken);

    public Task<StoredFile?> FindFileAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken) =>
        recordings.FindFileAsync(chat, fingerprint, cancellationToken);

    public Task<bool> DropFileAsync(
        ChatKey chat, Sha256 fingerprint, DateTimeOffset now, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        recordings.DropFileAsync(chat, fingerprint, now, dueAt, cancellationToken);

    public Task<IReadOnlyList<WorkspaceId>> FindDueWorkspacesAsync(CancellationToken cancellationToken) =>
        recordings.FindDueWorkspacesAsync(cancellationToken);

    public Task<(ChatKey Key, ChatId Chat)?> FindDueAssemblyAsync(
        WorkspaceId workspace, ChatKey after, CancellationToken cancellationToken) =>
        recordings.FindDueAssemblyAsync(workspace, after, cancellationToken);

    public Task ForgetDueAssemblyAsync(ChatKey chat, CancellationToken cancellationToken) =>
        recordings.ForgetDueAssemblyAsync(chat, cancellationToken);
}
