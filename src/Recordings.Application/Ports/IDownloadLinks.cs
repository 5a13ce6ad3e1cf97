using Recordings.Application.Links;
using Recordings.Domain.Access;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Ports;

/// <summary>Short-lived links to cached files: signed by the service for its own folder, or presigned for a bucket.</summary>
public interface IDownloadLinks
{
    /// <summary>A new link on each call. It expires no later than asked.</summary>
    Task<SignedLink> SignAsync(LinkRequest request, CancellationToken cancellationToken);

    /// <summary>What a request target (path and query, as received) that claims to be such a link grants.</summary>
    LinkVerdict Verify(string target);
}

/// <param name="Origin">Scheme and authority for links that the service itself serves.</param>
public sealed record LinkRequest(
    Recording Recording, RenditionFile File, CredentialId Credential, TimeSpan Lifetime, bool Download, Uri Origin);

/// <param name="Lifetime">What the link really lives: an S3 credential may end sooner than asked.</param>
public sealed record SignedLink(Uri Url, TimeSpan Lifetime, DateTimeOffset ExpiresAt);
