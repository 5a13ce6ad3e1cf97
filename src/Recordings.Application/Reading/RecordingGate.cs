using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>Checks every read, in the contract's order: chat, privacy, availability.</summary>
internal sealed class RecordingGate(RecordingPrefetch recordings)
{
    /// <summary>The recording, with or without audio, if the caller may see that it exists.</summary>
    public async Task<Result<Recording>> FindVisibleAsync(RecordingQuery query, CancellationToken cancellationToken)
    {
        if (await recordings.FindAsync(query.Workspace, query.Chat, cancellationToken) is not { } recording)
            return Failures.ChatNotFound(query.Chat);

        return AccessPolicy.MayRead(query.Caller, recording.Chat) is AccessDecision.Allowed ? recording : Failures.PrivateChat;
    }

    /// <summary>The recording if the caller may read it and it has audio.</summary>
    public async Task<Result<Recording>> FindReadableAsync(RecordingQuery query, CancellationToken cancellationToken)
    {
        var visible = await FindVisibleAsync(query, cancellationToken);
        return visible.TryGet(out var recording, out _) && Failures.Find(recording.Availability) is { } failure ? failure : visible;
    }
}

/// <summary>The values that every read needs: the workspace, the chat and the caller.</summary>
public abstract record RecordingQuery(WorkspaceId Workspace, ChatId Chat, Caller Caller);
