using MediatR;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Reading;

/// <summary>Opens the file of a link that the service signed.</summary>
/// <param name="Target">Path and query as received, byte for byte, because the signature covers all bytes.</param>
public sealed record OpenSignedLink(string Target) : IRequest<Result<OpenedLink>>;

/// <param name="Grant">The content of the link, even if it gives no audio; null when the service did not sign it.</param>
public sealed record OpenedLink(LinkGrant? Grant, Result<RecordingAudio> Audio);

internal sealed class OpenSignedLinkHandler(
    IDownloadLinks links, ICredentials credentials, IRecordings recordings, RecordingOpener opener)
    : IRequestHandler<OpenSignedLink, Result<OpenedLink>>
{
    public async Task<Result<OpenedLink>> Handle(OpenSignedLink request, CancellationToken cancellationToken) =>
        links.Verify(request.Target) switch
        {
            LinkVerdict.Granted { Grant: var grant } => new OpenedLink(grant, await OpenAsync(grant, cancellationToken)),
            LinkVerdict.Expired { Grant: var grant } => new OpenedLink(grant, Failures.LinkExpired),
            _ => new OpenedLink(null, Failures.LinkInvalid),
        };

    private async Task<Result<RecordingAudio>> OpenAsync(LinkGrant grant, CancellationToken cancellationToken)
    {
        var recording = await recordings.FindAsync(grant.Workspace, grant.Chat, cancellationToken);
        if (recording is null || recording.Key != grant.Key || recording.Availability is not Availability.Ready
            || await IsRevokedAsync(grant.Credential, cancellationToken))
            return Failures.LinkRevoked;

        var opened = await opener.OpenVersionAsync(recording, grant.Fingerprint, grant.Download, cancellationToken);
        return opened is null ? Failures.LinkRevoked : opened;
    }

    /// <summary>A key's links end when the key is revoked, not when it expires. A token's subject cannot be revoked.</summary>
    private async Task<bool> IsRevokedAsync(CredentialId credential, CancellationToken cancellationToken) =>
        credential.Kind is CredentialKind.ApiKey
        && await credentials.FindAsync(credential.Value, cancellationToken) is not { RevokedAt: null };
}
