using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace Recordings.Infrastructure.S3;

internal static class S3Clients
{
    private const string DefaultRegion = "us-east-1";

    /// <param name="options">Region, credentials and addressing style.</param>
    /// <param name="endpoint">The store's address as this client reaches it; null: Amazon's own endpoint.</param>
    public static AmazonS3Client Create(S3Options options, string? endpoint)
    {
        var region = string.IsNullOrEmpty(options.Region) ? DefaultRegion : options.Region;
        var configuration = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle ?? endpoint is not null,
            RequestChecksumCalculation = options.RequestChecksums,
            ResponseChecksumValidation = options.ResponseChecksums,
            HttpClientFactory = new S3HttpClientFactory(),
            Timeout = Timeout.InfiniteTimeSpan,

            // Only S3Calls retries: the SDK does not retry bodies that end early, and retries of retries multiply the load.
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,

            // A clock corrected to the store's time would sign links that are valid for longer than requested.
            DisableClockSkewCorrection = true,
        };
        if (endpoint is null)
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        else
            (configuration.ServiceURL, configuration.AuthenticationRegion) = (endpoint, region);

        return new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), configuration);
    }
}
