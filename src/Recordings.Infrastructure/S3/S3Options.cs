using Amazon.Runtime;

namespace Recordings.Infrastructure.S3;

/// <summary>A bucket of any S3-compatible store.</summary>
internal sealed class S3Options
{
    public const string Section = "Storage:S3";

    /// <summary>The store's address for the service; null: Amazon's own endpoint of the region.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The store's address for listeners; null: the same as <see cref="Endpoint"/>. A link's signature covers the host.</summary>
    public string? PublicEndpoint { get; init; }

    /// <summary>The region in the signature of requests. Most stores other than Amazon's accept any name.</summary>
    public string Region { get; init; } = "";

    public string Bucket { get; init; } = "";

    public string AccessKey { get; init; } = "";

    public string SecretKey { get; init; } = "";

    /// <summary>Puts the bucket into the path, not into the host; null: true if an endpoint is set.</summary>
    public bool? ForcePathStyle { get; init; }

    /// <summary>Requested for each object: AES256 or aws:kms; null: the bucket's default.</summary>
    public string? ServerSideEncryption { get; init; }

    /// <summary>
    /// Many stores do not support the checksums that the SDK adds and requests by default. The signature covers each body's
    /// SHA-256 in any case.
    /// </summary>
    public RequestChecksumCalculation RequestChecksums { get; init; } = RequestChecksumCalculation.WHEN_REQUIRED;

    public ResponseChecksumValidation ResponseChecksums { get; init; } = ResponseChecksumValidation.WHEN_REQUIRED;

    /// <summary>The longest time of one attempt, without the time to transfer its bytes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><see cref="Endpoint"/>, or null if it is empty: an environment variable may be set but empty.</summary>
    public string? OwnEndpoint => string.IsNullOrEmpty(Endpoint) ? null : Endpoint;

    public string? LinkEndpoint => string.IsNullOrEmpty(PublicEndpoint) ? OwnEndpoint : PublicEndpoint;
}
