using MediatR;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Reading;

/// <summary>Opens the file of a link that the service signed.</summary>
/// <param name="Target">Path and query as received, byte for byte, because the signature covers all bytes.</param>
public sealed record OpenSignedLink(string Target) : IRequest<FollowedLink>;

/// <param name="Grant">The content of the link, even if it gives no audio; null when the service did not sign it.</param>
/// <param name="Member">To whom the link was issued; null when unknown, as for an expired link.</param>
/// <param name="Recording">The recording, or why the link gives none.</param>
public sealed record FollowedLink(LinkGrant? Grant, MemberId? Member, Result<OpenedRecording> Recording);

internal sealed class OpenSignedLinkHandler(IDownloadLinks links, ReadingAccess access, RecordingOpener opener)
    : IRequestHandler<OpenSignedLink, FollowedLink>
{
    public async Task<FollowedLink> Handle(OpenSignedLink request, CancellationToken cancellationToken) =>
        links.Verify(request.Target) switch
        {
            LinkVerdict.Granted { Grant: var grant } => await FollowAsync(grant, cancellationToken),
            LinkVerdict.Expired { Grant: var grant } => new FollowedLink(grant, null, Failures.LinkExpired),
            _ => new FollowedLink(null, null, Failures.LinkInvalid),
        };

    private async Task<FollowedLink> FollowAsync(LinkGrant grant, CancellationToken cancellationToken)
    {
        var right = ReadingRight.Of(grant);
        var (member, readable) = await access.CheckAsync(right, cancellationToken);
        return new FollowedLink(
            grant, member,
            readable.TryGet(out var recording, out var failure) ? await OpenAsync(grant, right, recording, cancellationToken) : failure);
    }

    private async Task<Result<OpenedRecording>> OpenAsync(
        LinkGrant grant, ReadingRight right, Recording recording, CancellationToken cancellationToken) =>
        await opener.OpenVersionAsync(recording, grant.Fingerprint, grant.Download, cancellationToken) is { } audio
            ? new OpenedRecording(audio, right)
            : Failures.LinkRevoked;
}
