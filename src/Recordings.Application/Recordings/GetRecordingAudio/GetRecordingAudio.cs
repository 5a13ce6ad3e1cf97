using MediatR;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Application.Recordings.GetRecordingAudio;

/// <summary>The whole call as one WAV.</summary>
/// <param name="Download">"true" to be saved rather than played; absent means "false".</param>
public sealed record GetRecordingAudio(WorkspaceId Workspace, string ChatId, Caller Caller, string? Download)
    : IRequest<Result<RecordingAudio>>;
