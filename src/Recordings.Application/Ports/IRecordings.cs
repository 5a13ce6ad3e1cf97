using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Ports;

/// <summary>What is known of recordings. Every member fails with <see cref="DependencyUnavailableException"/> when the database is away.</summary>
public interface IRecordings
{
    /// <summary>The chat, its workspace's setting, its summary and its cached file in one read that touches no chunk; null when there is no such chat.</summary>
    Task<Recording?> FindAsync(WorkspaceId workspace, ChatId chat, CancellationToken cancellationToken);

    /// <summary>Every chunk of one capture, in any order.</summary>
    Task<IReadOnlyList<Chunk>> LoadChunksAsync(ChatKey chat, CancellationToken cancellationToken);

    /// <summary>Keeps a summary computed from <paramref name="chunkCount"/> chunks; does nothing when there are more by now.</summary>
    Task KeepSummaryAsync(ChatKey chat, int chunkCount, RecordingSummary summary, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the row of a file that was assembled from all chunks that <paramref name="recording"/> counts; its summary is known. If
    /// there are more chunks by now, the file is superseded already: it is deleted at <paramref name="supersededUntil"/>. False when
    /// the chat was deleted in the meantime.
    /// </summary>
    Task<bool> KeepFileAsync(Recording recording, RenditionFile file, DateTimeOffset supersededUntil, CancellationToken cancellationToken);

    /// <summary>Ended calls whose background assembly was asked for and not finished, oldest first.</summary>
    Task<IReadOnlyList<(ChatKey Key, WorkspaceId Workspace, ChatId Chat)>> FindDueAssembliesAsync(
        ChatKey after, int limit, CancellationToken cancellationToken);

    /// <summary>No background assembly is owed for this call any more.</summary>
    Task ForgetDueAssemblyAsync(ChatKey chat, CancellationToken cancellationToken);
}
