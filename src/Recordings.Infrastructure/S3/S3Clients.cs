using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace Recordings.Infrastructure.S3;

internal static class S3Clients
{
    private const string DefaultRegion = "us-east-1";

    /// <param name="options">Region, credentials and addressing style.</param>
    /// <param name="endpoint">The store's, as the client's user sees it; null: Amazon's own.</param>
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

            // S3Calls repeats: it alone knows about bodies that end early, and repetitions of repetitions are a storm.
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,

            // A clock moved to agree with the store's would date links that live longer than asked.
            DisableClockSkewCorrection = true,
        };
        if (endpoint is null)
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        else
            (configuration.ServiceURL, configuration.AuthenticationRegion) = (endpoint, region);

        return new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), configuration);
    }
}
