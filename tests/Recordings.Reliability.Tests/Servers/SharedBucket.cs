using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Recordings.Reliability.Tests.Servers;

/// <summary>
/// A bucket for one test or fixture, deleted on disposal. It keeps every version of an object, so that a test can tell an object
/// that was put twice from an object that was put once.
/// </summary>
internal sealed class SharedBucket : IAsyncDisposable
{
    private const int MaxAttempts = 20;

    public const string Variable = "RECORDINGS_TEST_S3";

    private readonly AmazonS3Client _client;

    private SharedBucket()
    {
        Values = Environment.GetEnvironmentVariable(Variable)!.Split(';').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        _client = new AmazonS3Client(new BasicAWSCredentials(Values["access_key"], Values["secret_key"]), new AmazonS3Config
        {
            ServiceURL = Values["endpoint"],
            AuthenticationRegion = Values["region"],
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    public string Name { get; } = $"trust-{Guid.NewGuid():N}";

    public Uri Address => new(Values["endpoint"]);

    /// <summary>endpoint, region, access_key and secret_key.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    public static async Task<SharedBucket> CreateAsync()
    {
        var bucket = new SharedBucket();
        await bucket._client.PutBucketAsync(new PutBucketRequest { BucketName = bucket.Name, UseClientRegion = true });
        await bucket._client.PutBucketVersioningAsync(new PutBucketVersioningRequest
        {
            BucketName = bucket.Name,
            VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
        });
        return bucket;
    }

    /// <summary>The keys of a chat's assembled files that can be read.</summary>
    public async Task<IReadOnlyList<string>> FindRecordingsAsync(long chat) =>
        [.. (await ListAsync(chat)).Where(version => IsRecording(version) && version is { IsLatest: true, IsDeleteMarker: not true }).Select(version => version.Key)];

    /// <summary>How often an assembled file of a chat was put, deleted ones included.</summary>
    public async Task<int> CountAssembliesAsync(long chat) => (await ListAsync(chat)).Count(version => IsRecording(version) && version.IsDeleteMarker != true);

    /// <summary>Multipart uploads of a chat that were started and neither completed nor aborted.</summary>
    public async Task<int> CountOpenUploadsAsync(long chat) => (await ListUploadsAsync()).Count(upload => IsOf(chat, upload.Key));

    public async Task<byte[]> ReadAsync(string key)
    {
        using var answer = await _client.GetObjectAsync(Name, key);
        using var content = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        for (var (attempt, deleted) = (1, false); !deleted; attempt++)
        {
            await EmptyAsync();
            deleted = await DeleteAsync(isLast: attempt == MaxAttempts);
        }

        _client.Dispose();
    }

    /// <summary>False if the bucket is not empty: a request that a service sent before it ended may arrive late.</summary>
    private async Task<bool> DeleteAsync(bool isLast)
    {
        try
        {
            await _client.DeleteBucketAsync(Name);
            return true;
        }
        catch (AmazonS3Exception fault) when (fault.ErrorCode == "BucketNotEmpty" && !isLast)
        {
            return false;
        }
    }

    private async Task EmptyAsync()
    {
        foreach (var upload in await ListUploadsAsync())
            await _client.AbortMultipartUploadAsync(Name, upload.Key, upload.UploadId);
        foreach (var page in (await ListAsync()).Chunk(1000))
        {
            await _client.DeleteObjectsAsync(new DeleteObjectsRequest
            {
                BucketName = Name, Quiet = true, Objects = [.. page.Select(version => new KeyVersion { Key = version.Key, VersionId = version.VersionId })],
            });
        }
    }

    private static bool IsRecording(S3ObjectVersion version) => version.Key.EndsWith(".wav", StringComparison.Ordinal);

    private async Task<List<MultipartUpload>> ListUploadsAsync() =>
        (await _client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Name })).MultipartUploads ?? [];

    private static bool IsOf(long chat, string key) =>
        key.Contains(string.Create(CultureInfo.InvariantCulture, $"/chats/{chat}/"), StringComparison.Ordinal);

    private async Task<IEnumerable<S3ObjectVersion>> ListAsync(long chat) => (await ListAsync()).Where(version => IsOf(chat, version.Key));

    private async Task<List<S3ObjectVersion>> ListAsync()
    {
        var all = new List<S3ObjectVersion>();
        var request = new ListVersionsRequest { BucketName = Name };
        ListVersionsResponse page;
        do
        {
            page = await _client.ListVersionsAsync(request);
            all.AddRange(page.Versions ?? []);
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }
        while (page.IsTruncated == true);
        return all;
    }
}
