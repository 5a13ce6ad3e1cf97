using MediatR;
using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Application.Recordings.GetDownloadUrl;

/// <summary>A short-lived presigned URL of the recording.</summary>
/// <param name="ExpiresIn">Seconds, as written; absent means the configured default.</param>
/// <param name="Download">"true" to be saved rather than played.</param>
/// <param name="Origin">Scheme and authority for a link that the service itself serves.</param>
public sealed record GetDownloadUrl(
    WorkspaceId Workspace, string ChatId, Caller Caller, Recording? AtHand, string? ExpiresIn, string? Download, Uri Origin)
    : RecordingQuery(Workspace, ChatId, Caller, AtHand), IRequest<Result<CallRecordingDownloadUrl>>;
