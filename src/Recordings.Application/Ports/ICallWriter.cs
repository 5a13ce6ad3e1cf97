using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Ports;

/// <summary>Capture's side of the database. Each write is one transaction and is durable when it returns.</summary>
public interface ICallWriter
{
    /// <summary>Adds the chat; false when it is there already.</summary>
    Task<bool> AddAsync(WorkspaceId workspace, ChatId chat, ChatDescription description, CancellationToken cancellationToken);

    /// <summary>Replaces the description if kind and owner are still those of <paramref name="seen"/>; false when they are not.</summary>
    Task<bool> DescribeAsync(ChatKey chat, ChatDescription seen, ChatDescription next, CancellationToken cancellationToken);

    /// <summary>The chunk stored under this number, if any.</summary>
    Task<Chunk?> FindChunkAsync(ChatKey chat, TrackName track, int sequence, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a chunk, forgets the chat's summary and, once the call has ended, moves its revision: all or nothing.
    /// Files assembled without the chunk are superseded: they become garbage at <paramref name="supersededUntil"/>.
    /// </summary>
    Task<AddChunkOutcome> AddChunkAsync(
        ChatKey chat, Chunk chunk, int maxChunks, DateTimeOffset now, DateTimeOffset supersededUntil, CancellationToken cancellationToken);

    /// <summary>Ends the call, once: the first end stands, and one before the call's start is none. Asks for the background assembly.</summary>
    Task CompleteAsync(ChatKey chat, DateTimeOffset endedAt, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Removes every row of the chat and remembers its objects as garbage, in one transaction.
    /// Returns all garbage known for this chat id, that of earlier captures included.
    /// </summary>
    Task<IReadOnlyList<string>> DeleteAsync(WorkspaceId workspace, ChatId chat, DateTimeOffset now, CancellationToken cancellationToken);
}

public enum AddChunkOutcome
{
    Added,

    /// <summary>Another chunk took the number meanwhile.</summary>
    NumberTaken,
    TooMany,

    /// <summary>The first chunk of one track more than <see cref="Timeline.MaxTracks"/>.</summary>
    TooManyTracks,
    RecordingDisabled,
    ChatGone,
}
