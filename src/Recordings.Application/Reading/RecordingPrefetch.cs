using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>
/// Finds the recording of a request. Authentication may read it together with the caller's key, which saves a round trip to the
/// database.
/// </summary>
public sealed class RecordingPrefetch(IRecordings recordings)
{
    private Recording? _prefetched;

    /// <summary>Keeps the recording that was read together with the key; null when none was.</summary>
    public void Keep(Recording? recording) => _prefetched = recording;

    /// <summary>The recording; null when there is no such chat.</summary>
    public async ValueTask<Recording?> FindAsync(WorkspaceId workspace, ChatId chat, CancellationToken cancellationToken) =>
        _prefetched is { } recording && (recording.Workspace, recording.Id) == (workspace, chat)
            ? recording
            : await recordings.FindAsync(workspace, chat, cancellationToken);
}
