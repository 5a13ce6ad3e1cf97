using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Ports;

/// <summary>Writes calls and their chunks to the database. Each write is one transaction, durable on return.</summary>
public interface ICallWriter
{
    /// <summary>Adds the chat; false when it exists already.</summary>
    Task<bool> AddAsync(WorkspaceId workspace, ChatId chat, ChatDescription description, CancellationToken cancellationToken);

    /// <summary>Replaces the description if kind, owner and participants are still those of <paramref name="seen"/>, else returns false.</summary>
    Task<bool> DescribeAsync(ChatKey chat, ChatDescription seen, ChatDescription next, CancellationToken cancellationToken);

    /// <summary>The chunk that is stored under this number; null when there is none.</summary>
    Task<Chunk?> FindChunkAsync(ChatKey chat, TrackName track, int sequence, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a chunk and clears the chat's summary. If the call has ended, updates its revision. All or nothing.
    /// Files without the chunk are superseded: their deletion is due at <paramref name="supersededUntil"/>, and that of files superseded
    /// earlier at <paramref name="now"/>.
    /// </summary>
    Task<AddChunkOutcome> AddChunkAsync(
        ChatKey chat, Chunk chunk, CallLimits limits, DateTimeOffset now, DateTimeOffset supersededUntil, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the call and marks its background assembly as due. Does nothing if the call has an end, or if
    /// <paramref name="endedAt"/> is before its start.
    /// </summary>
    Task CompleteAsync(ChatKey chat, DateTimeOffset endedAt, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Removes every row of the chat and queues the deletion of its objects, in one transaction.
    /// Returns every queued key of this chat id, those of earlier captures included.
    /// </summary>
    Task<IReadOnlyList<string>> DeleteAsync(WorkspaceId workspace, ChatId chat, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>The limits of one call. They hold for new chunks; a call that has more already keeps them.</summary>
/// <param name="MaxChunks">The most chunks.</param>
/// <param name="MaxTracks">The most tracks; at most <see cref="Timeline.MaxTracks"/>.</param>
public readonly record struct CallLimits(int MaxChunks, int MaxTracks);

public enum AddChunkOutcome
{
    Added,

    /// <summary>Another chunk was stored under this number in the meantime.</summary>
    NumberTaken,
    TooMany,

    /// <summary>The first chunk of one track more than <see cref="CallLimits.MaxTracks"/>.</summary>
    TooManyTracks,
    RecordingDisabled,
    ChatGone,
}
