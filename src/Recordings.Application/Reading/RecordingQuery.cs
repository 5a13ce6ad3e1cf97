using Recordings.Domain.Access;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>What every reader says: of which workspace, which chat, and who asks.</summary>
/// <param name="AtHand">That recording, if it was read along with the caller's credentials; else it is read now.</param>
public abstract record RecordingQuery(WorkspaceId Workspace, string ChatId, Caller Caller, Recording? AtHand);
