using Recordings.Application.Links;
using Recordings.Domain.Access;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Ports;

/// <summary>Short-lived links to stored files: signed by the service for its own folder, or presigned for a bucket.</summary>
public interface IDownloadLinks
{
    /// <summary>A new link on each call. It expires no later than asked.</summary>
    Task<SignedLink> SignAsync(LinkRequest request, CancellationToken cancellationToken);

    /// <summary>Verifies a link that is served by the service itself.</summary>
    /// <param name="target">Path and query as received, byte for byte.</param>
    LinkVerdict Verify(string target);
}

/// <param name="Rendition">Gives the link its file name.</param>
/// <param name="Origin">Scheme and authority for links that the service itself serves.</param>
public sealed record LinkRequest(
    Recording Recording, Rendition Rendition, RenditionFile File, CredentialId Credential, TimeSpan Lifetime, bool Download, Uri Origin);

/// <param name="Lifetime">How long the link lasts: an S3 credential may end sooner than asked.</param>
public sealed record SignedLink(Uri Url, TimeSpan Lifetime, DateTimeOffset ExpiresAt);
