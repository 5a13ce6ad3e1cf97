using MediatR;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Reading;

/// <summary>Follows a link that the service signed.</summary>
/// <param name="Target">Path and query as received, byte for byte: every one of them is signed.</param>
public sealed record OpenSignedLink(string Target) : IRequest<Result<LinkedAudio>>;

/// <summary>The audio, and the grant it was opened by.</summary>
public sealed record LinkedAudio(RecordingAudio Audio, LinkGrant Grant);

internal sealed class OpenSignedLinkHandler(
    IDownloadLinks links, ICredentials credentials, IRecordings recordings, RecordingOpener opener)
    : IRequestHandler<OpenSignedLink, Result<LinkedAudio>>
{
    public Task<Result<LinkedAudio>> Handle(OpenSignedLink request, CancellationToken cancellationToken) =>
        links.Verify(request.Target) switch
        {
            LinkVerdict.Granted granted => OpenAsync(granted.Grant, cancellationToken),
            LinkVerdict.Expired expired => Refuse(
                new Failure(FailureCode.LinkExpired, "The link has expired; ask for a new one.") { Grant = expired.Grant }),
            _ => Refuse(new Failure(FailureCode.LinkInvalid, "The link is not one that this service signed.")),
        };

    private async Task<Result<LinkedAudio>> OpenAsync(LinkGrant grant, CancellationToken cancellationToken)
    {
        var recording = await recordings.FindAsync(grant.Workspace, grant.Chat, cancellationToken);
        if (recording is null || recording.Key != grant.Key || recording.Availability is not Availability.Ready
            || await IsRevokedAsync(grant.Credential, cancellationToken))
            return Revoked(grant);

        var opened = await opener.OpenVersionAsync(recording, grant.Fingerprint, grant.Download, cancellationToken);
        return opened is null ? Revoked(grant) : new LinkedAudio(opened, grant);
    }

    /// <summary>A key dies by revocation; its mere expiry does not end its links. A token's subject cannot be revoked.</summary>
    private async Task<bool> IsRevokedAsync(CredentialId credential, CancellationToken cancellationToken) =>
        credential.Kind is CredentialKind.ApiKey
        && await credentials.FindAsync(credential.Value, cancellationToken) is not { RevokedAt: null };

    private static Failure Revoked(LinkGrant grant) =>
        new(FailureCode.LinkRevoked, "What this link stood for is gone: its key, the recording, or the permission to record.") { Grant = grant };

    private static Task<Result<LinkedAudio>> Refuse(Failure failure) => Task.FromResult<Result<LinkedAudio>>(failure);
}
