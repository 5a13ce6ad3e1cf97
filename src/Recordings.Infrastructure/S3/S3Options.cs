using Amazon.Runtime;

namespace Recordings.Infrastructure.S3;

/// <summary>A bucket of any S3-compatible store.</summary>
internal sealed class S3Options
{
    public const string Section = "Storage:S3";

    /// <summary>Where the service reaches the store; null: Amazon's own endpoint of the region.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Where listeners reach it; null: the same. The host is part of a link's signature.</summary>
    public string? PublicEndpoint { get; init; }

    /// <summary>The name that requests are signed for; stores other than Amazon's mostly take any.</summary>
    public string Region { get; init; } = "";

    public string Bucket { get; init; } = "";

    public string AccessKey { get; init; } = "";

    public string SecretKey { get; init; } = "";

    /// <summary>The bucket in the path rather than in the host; unless said, wherever an endpoint is named.</summary>
    public bool? ForcePathStyle { get; init; }

    /// <summary>Asked of the store for each object: AES256 or aws:kms; null: as the bucket is set.</summary>
    public string? ServerSideEncryption { get; init; }

    /// <summary>Many stores know none of the checksums that the SDK would add and ask for by itself; each body's SHA-256 is signed anyway.</summary>
    public RequestChecksumCalculation RequestChecksums { get; init; } = RequestChecksumCalculation.WHEN_REQUIRED;

    public ResponseChecksumValidation ResponseChecksums { get; init; } = ResponseChecksumValidation.WHEN_REQUIRED;

    /// <summary>How long one attempt may take, beside the time its bytes need.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Set but empty, as an environment variable may be, is not set.</summary>
    public string? OwnEndpoint => string.IsNullOrEmpty(Endpoint) ? null : Endpoint;

    public string? LinkEndpoint => string.IsNullOrEmpty(PublicEndpoint) ? OwnEndpoint : PublicEndpoint;
}
