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
    /// If there are more chunks by now, the file is already superseded: its deletion is due at <paramref name="supersededUntil"/>.
    /// False when the chat was deleted in the meantime.
    /// </summary>
    Task<bool> KeepFileAsync(Recording recording, RenditionFile file, DateTimeOffset supersededUntil, CancellationToken cancellationToken);

    /// <summary>Ended calls whose background assembly is due, oldest first, beginning after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<(ChatKey Key, WorkspaceId Workspace, ChatId Chat)>> FindDueAssembliesAsync(
        ChatKey after, int limit, CancellationToken cancellationToken);

    /// <summary>Marks that no background assembly is due for this call.</summary>
    Task ForgetDueAssemblyAsync(ChatKey chat, CancellationToken cancellationToken);
}
