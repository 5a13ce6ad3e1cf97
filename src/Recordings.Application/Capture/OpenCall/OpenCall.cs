using MediatR;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Capture.OpenCall;

/// <summary>Opens a call or replaces its description. Fields are as the platform sent them.</summary>
public sealed record OpenCall(
    WorkspaceId Workspace, ChatId Chat, Caller Caller, string? Channel, string? Kind, string? OwnerMemberId,
    string? StartedAt, IReadOnlyList<ReportedParticipant?>? Participants) : IRequest<Result<CapturedCall>>;

/// <summary>A participant as the platform sent it.</summary>
public sealed record ReportedParticipant(string? MemberId, string? Role, string? Track);
