using MediatR;
using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Application.Recordings.GetRecordingAudio;

/// <summary>The whole call as one WAV.</summary>
/// <param name="Download">"true" to be saved rather than played; absent means "false".</param>
public sealed record GetRecordingAudio(WorkspaceId Workspace, string ChatId, Caller Caller, Recording? AtHand, string? Download)
    : RecordingQuery(Workspace, ChatId, Caller, AtHand), IRequest<Result<RecordingAudio>>;
