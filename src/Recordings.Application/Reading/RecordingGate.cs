using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>Checks every read, in the contract's order: chat, privacy, availability.</summary>
internal sealed class RecordingGate(RecordingPrefetch recordings)
{
    /// <summary>The recording, with or without audio, if the caller may see that it exists.</summary>
    public async Task<Result<Recording>> FindVisibleAsync(RecordingQuery query, CancellationToken cancellationToken) =>
        ReadingAccess.CheckVisible(await FindAsync(query, cancellationToken), query.Chat, query.Caller.Member);

    /// <summary>The recording if the caller may read it and it has audio.</summary>
    public async Task<Result<Recording>> FindReadableAsync(RecordingQuery query, CancellationToken cancellationToken) =>
        ReadingAccess.CheckReadable(await FindAsync(query, cancellationToken), query.Chat, query.Caller.Member);

    private ValueTask<Recording?> FindAsync(RecordingQuery query, CancellationToken cancellationToken) =>
        recordings.FindAsync(query.Workspace, query.Chat, cancellationToken);
}

/// <summary>The values that every read needs: the workspace, the chat and the caller.</summary>
public abstract record RecordingQuery(WorkspaceId Workspace, ChatId Chat, Caller Caller);
