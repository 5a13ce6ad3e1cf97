using Recordings.Application.Links;
using Recordings.Domain.Access;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Ports;

/// <summary>Short-lived links to stored files: signed by the service for a folder, or presigned for a bucket.</summary>
public interface IDownloadLinks
{
    /// <summary>Signs a new link on each call. It expires after the requested lifetime or earlier.</summary>
    Task<SignedLink> SignAsync(LinkRequest request, CancellationToken cancellationToken);

    /// <summary>Verifies a link that the service itself serves.</summary>
    /// <param name="target">Path and query as received, byte for byte.</param>
    LinkVerdict Verify(string target);
}

/// <param name="Rendition">Determines the file name of the download.</param>
/// <param name="Origin">Scheme and authority for links that the service itself serves.</param>
public sealed record LinkRequest(
    Recording Recording, Rendition Rendition, RenditionFile File, CredentialId Credential, TimeSpan Lifetime, bool Download, Uri Origin);

/// <param name="Lifetime">Shorter than requested if an S3 credential expires earlier.</param>
public sealed record SignedLink(Uri Url, TimeSpan Lifetime, DateTimeOffset ExpiresAt);
