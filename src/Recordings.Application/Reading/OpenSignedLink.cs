using MediatR;
using Recordings.Application.Links;
using Recordings.Application.Ports;

namespace Recordings.Application.Reading;

/// <summary>Opens the file of a link that the service signed.</summary>
/// <param name="Target">Path and query as received, byte for byte, because the signature covers all bytes.</param>
public sealed record OpenSignedLink(string Target) : IRequest<FollowedLink>;

/// <param name="Grant">The content of the link, even if it gives no audio; null when the service did not sign it.</param>
/// <param name="Recording">The recording, or why the link gives none.</param>
public sealed record FollowedLink(LinkGrant? Grant, Result<OpenedRecording> Recording);

internal sealed class OpenSignedLinkHandler(IDownloadLinks links, ReadingAccess access, RecordingOpener opener)
    : IRequestHandler<OpenSignedLink, FollowedLink>
{
    public async Task<FollowedLink> Handle(OpenSignedLink request, CancellationToken cancellationToken) =>
        links.Verify(request.Target) switch
        {
            LinkVerdict.Granted { Grant: var grant } => new FollowedLink(grant, await OpenAsync(grant, cancellationToken)),
            LinkVerdict.Expired { Grant: var grant } => new FollowedLink(grant, Failures.LinkExpired),
            _ => new FollowedLink(null, Failures.LinkInvalid),
        };

    private async Task<Result<OpenedRecording>> OpenAsync(LinkGrant grant, CancellationToken cancellationToken)
    {
        var right = ReadingRight.Of(grant);
        var readable = await access.FindAsync(right, cancellationToken);
        if (!readable.TryGet(out var recording, out var failure))
            return failure;

        return await opener.OpenVersionAsync(recording, grant.Fingerprint, grant.Download, cancellationToken) is { } audio
            ? new OpenedRecording(audio, right)
            : Failures.LinkRevoked;
    }
}
