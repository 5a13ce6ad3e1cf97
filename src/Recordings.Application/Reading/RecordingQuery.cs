using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>What every reader says: which chat of which workspace, and who asks.</summary>
public abstract record RecordingQuery(WorkspaceId Workspace, ChatId Chat, Caller Caller);
