using MediatR;
using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Application.Recordings.GetRecording;

/// <summary>What is known of a call's recording. Reads no audio.</summary>
public sealed record GetRecording(WorkspaceId Workspace, string ChatId, Caller Caller, Recording? AtHand)
    : RecordingQuery(Workspace, ChatId, Caller, AtHand), IRequest<Result<RecordingDetails>>;
