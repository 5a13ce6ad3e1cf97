using FluentValidation;
using MediatR;
using Recordings.Application.Links;
using Recordings.Domain.Access;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading.GetDownloadUrl;

/// <summary>A short-lived presigned URL of the recording.</summary>
/// <param name="ExpiresIn">Seconds, as written; absent means the configured default.</param>
/// <param name="Download">"true" to be saved rather than played.</param>
/// <param name="Origin">Scheme and authority for a link that the service itself serves.</param>
public sealed record GetDownloadUrl(
    WorkspaceId Workspace, string ChatId, Caller Caller, Recording? AtHand, string? ExpiresIn, string? Download, Uri Origin)
    : RecordingQuery(Workspace, ChatId, Caller, AtHand), IRequest<Result<CallRecordingDownloadUrl>>;

/// <param name="ExpiresIn">Seconds; what was asked, lowered to the configured maximum.</param>
/// <param name="Cached">False for the answer that assembled the file.</param>
public sealed record CallRecordingDownloadUrl(
    Recording Recording, RecordingSummary Summary, RenditionFile File, Uri Url, long ExpiresIn, DateTimeOffset ExpiresAt, bool Cached);

internal sealed class GetDownloadUrlValidator : AbstractValidator<GetDownloadUrl>
{
    public GetDownloadUrlValidator()
    {
        RuleFor(message => message.ChatId).IsChatId();
        RuleFor(message => message.ExpiresIn)
            .Must(text => text is null || LinkLifetime.IsPositiveInteger(text))
            .WithMessage("Must be a whole number of seconds, at least 1.");
        RuleFor(message => message.Download).IsFlag();
    }
}
