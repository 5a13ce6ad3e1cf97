using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Recordings.Api.Tests.Running.Backends;

/// <summary>A bucket for one service. The service creates it when it starts.</summary>
internal sealed class TestBucket : IAsyncDisposable
{
    private const int MostPerRequest = 1000;
    private const int MostAttempts = 20;

    private readonly IReadOnlyDictionary<string, string> _server = TestBackends.S3Server();

    public TestBucket() => Client = new AmazonS3Client(
        new BasicAWSCredentials(_server["access_key"], _server["secret_key"]),
        new AmazonS3Config { ServiceURL = _server["endpoint"], AuthenticationRegion = _server["region"], ForcePathStyle = true });

    public string Name { get; } = $"test-{Guid.NewGuid():N}";

    public AmazonS3Client Client { get; }

    /// <summary>The service's settings.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Storage:Provider"] = "S3",
        ["Storage:S3:Endpoint"] = _server["endpoint"],
        ["Storage:S3:Region"] = _server["region"],
        ["Storage:S3:AccessKey"] = _server["access_key"],
        ["Storage:S3:SecretKey"] = _server["secret_key"],
        ["Storage:S3:Bucket"] = Name,
    };

    /// <summary>The keys of all objects.</summary>
    public async Task<IReadOnlyList<string>> ListAsync()
    {
        var pages = Client.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = Name });
        return await pages.S3Objects.Select(item => item.Key).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        using var client = Client;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await EmptyAsync(client);
                await client.DeleteBucketAsync(Name);
                return;
            }
            catch (AmazonS3Exception fault) when (fault.ErrorCode == "NoSuchBucket")
            {
                return; // The service did not start, so no bucket exists.
            }
            catch (AmazonS3Exception fault) when (fault.ErrorCode == "BucketNotEmpty" && attempt < MostAttempts)
            {
                // An upload that the service sent before its stop may arrive after the bucket was emptied.
            }
        }
    }

    private async Task EmptyAsync(AmazonS3Client client)
    {
        foreach (var keys in (await ListAsync()).Chunk(MostPerRequest))
            await client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Name, Objects = [.. keys.Select(key => new KeyVersion { Key = key })] });
    }
}
