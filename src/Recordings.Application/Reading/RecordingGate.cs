using Recordings.Domain.Access;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Reading;

/// <summary>The checks that every reader passes, in the contract's order: chat, privacy, availability.</summary>
internal sealed class RecordingGate(RecordingPrefetch recordings)
{
    /// <summary>The recording if the caller may see that it exists, whether or not it has audio.</summary>
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
