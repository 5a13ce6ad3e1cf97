using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Ports;

/// <summary>Stored recordings. Every member throws <see cref="DependencyUnavailableException"/> when the database is unavailable.</summary>
public interface IRecordings
{
    /// <summary>
    /// The chat, its workspace's setting, its summary and its stored file, in one read without the chunks; null when there is no
    /// such chat.
    /// </summary>
    Task<Recording?> FindAsync(WorkspaceId workspace, ChatId chat, CancellationToken cancellationToken);

    /// <summary>
    /// The outline of one capture's chunks; null when it has none. The rows are read one after the other and not kept.
    /// It has every chunk that was stored before the call.
    /// </summary>
    /// <param name="chunkCount">The expected number of chunks.</param>
    /// <param name="summarize">Whether the summary is computed too, which reads more of each row.</param>
    Task<RecordingOutline?> LoadOutlineAsync(ChatKey chat, int chunkCount, bool summarize, CancellationToken cancellationToken);

    /// <summary>Every chunk of one capture, in any order.</summary>
    Task<IReadOnlyList<Chunk>> LoadChunksAsync(ChatKey chat, CancellationToken cancellationToken);

    /// <summary>Stores a summary of <paramref name="chunkCount"/> chunks. Does nothing if the chat has more chunks by now.</summary>
    Task KeepSummaryAsync(ChatKey chat, int chunkCount, RecordingSummary summary, CancellationToken cancellationToken);

    /// <summary>
    /// Stores the row of a file that holds all chunks that <paramref name="recording"/> counts. The recording has a summary.
    /// If there are more chunks by now, the file is already superseded: its deletion is due at <paramref name="supersededUntil"/>, and
    /// that of files superseded earlier at <paramref name="now"/>. False when the chat was deleted in the meantime.
    /// </summary>
    Task<bool> KeepFileAsync(
        Recording recording, StoredFile file, DateTimeOffset now, DateTimeOffset supersededUntil, CancellationToken cancellationToken);

    /// <summary>The stored file with this fingerprint, superseded or not; null when there is none.</summary>
    Task<StoredFile?> FindFileAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the row of a file that must not be read any more. Marks the call's background assembly as due and the object's deletion
    /// as due at <paramref name="dueAt"/>; if the file is superseded, only the deletion, at <paramref name="now"/>.
    /// False when another caller has removed it.
    /// </summary>
    Task<bool> DropFileAsync(
        ChatKey chat, Sha256 fingerprint, DateTimeOffset now, DateTimeOffset dueAt, CancellationToken cancellationToken);

    /// <summary>The workspaces that have ended calls whose background assembly is due.</summary>
    Task<IReadOnlyList<WorkspaceId>> FindDueWorkspacesAsync(CancellationToken cancellationToken);

    /// <summary>The workspace's oldest ended call after <paramref name="after"/> whose background assembly is due; null when there is none.</summary>
    Task<(ChatKey Key, ChatId Chat)?> FindDueAssemblyAsync(WorkspaceId workspace, ChatKey after, CancellationToken cancellationToken);

    /// <summary>Marks that no background assembly is due for this call.</summary>
    Task ForgetDueAssemblyAsync(ChatKey chat, CancellationToken cancellationToken);
}

/// <summary>A rendition's file in the object store, with the checksums that show that it has not changed.</summary>
/// <param name="File">The file.</param>
/// <param name="BlockChecksums">
/// The CRC-32C of each block of <see cref="ChunkPayload.BlockBytes"/> of the file. Empty if a release without them wrote the file.
/// </param>
public sealed record StoredFile(RenditionFile File, ReadOnlyMemory<uint> BlockChecksums);
