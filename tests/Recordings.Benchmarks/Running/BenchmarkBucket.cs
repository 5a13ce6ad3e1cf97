using System.Buffers;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Util;

namespace Recordings.Benchmarks.Running;

/// <summary>A new bucket on the server that RECORDINGS_TEST_S3 names, deleted on disposal.</summary>
internal sealed class BenchmarkBucket : IAsyncDisposable
{
    public const string Variable = "RECORDINGS_TEST_S3";
    private const int ConcurrentFetches = 16;
    private const int PartBytes = 8 * 1024 * 1024;

    private static readonly Dictionary<string, string> Server = (Environment.GetEnvironmentVariable(Variable) ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private readonly string _name = $"benchmarks-{Guid.NewGuid():N}";
    private readonly AmazonS3Client _client = new(
        Server["access_key"], Server["secret_key"],
        new AmazonS3Config { ServiceURL = Server["endpoint"], ForcePathStyle = true, AuthenticationRegion = Server["region"] });

    public static bool IsConfigured => Server.Count > 0;

    /// <summary>The settings of a service on this bucket. The service creates the bucket when it starts.</summary>
    public Deployment Deploy(string data) => new(data, new Dictionary<string, string>
    {
        ["Storage__Provider"] = "S3",
        ["Storage__S3__Endpoint"] = Server["endpoint"],
        ["Storage__S3__Region"] = Server["region"],
        ["Storage__S3__AccessKey"] = Server["access_key"],
        ["Storage__S3__SecretKey"] = Server["secret_key"],
        ["Storage__S3__Bucket"] = _name,
    });

    /// <summary>Deletes the assembled files; the service does not notice.</summary>
    public async Task DeleteAssembledAsync()
    {
        foreach (var key in (await KeysAsync()).Where(key => key.EndsWith(".wav", StringComparison.Ordinal) && !key.Contains("/chunks/", StringComparison.Ordinal)))
            await _client.DeleteObjectAsync(_name, key);
    }

    public async Task<IReadOnlyList<string>> ChunksAsync() => [.. (await KeysAsync()).Where(key => key.Contains("/chunks/", StringComparison.Ordinal))];

    /// <summary>Fetches objects, 16 at once, and discards them.</summary>
    public Task FetchAsync(IEnumerable<string> keys) =>
        Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = ConcurrentFetches }, async (key, token) =>
        {
            using var answer = await _client.GetObjectAsync(_name, key, token);
            var buffer = ArrayPool<byte>.Shared.Rent((int)answer.ContentLength);
            await answer.ResponseStream.ReadExactlyAsync(buffer.AsMemory(0, (int)answer.ContentLength), token);
            ArrayPool<byte>.Shared.Return(buffer);
        });

    /// <summary>Uploads that many bytes in parts, two at once, as the service does.</summary>
    public async Task UploadAsync(long length)
    {
        const string Key = "rival.wav";
        var part = new byte[PartBytes];
        var begun = await _client.InitiateMultipartUploadAsync(_name, Key);
        var tags = new PartETag[(length + PartBytes - 1) / PartBytes];
        await Parallel.ForAsync(0, tags.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (index, token) =>
        {
            using var content = new MemoryStream(part, 0, (int)Math.Min(PartBytes, length - ((long)index * PartBytes)));
            var sent = await _client.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = _name, Key = Key, UploadId = begun.UploadId, PartNumber = index + 1, InputStream = content, UseChunkEncoding = false,
                },
                token);
            tags[index] = new PartETag(index + 1, sent.ETag);
        });
        await _client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = _name, Key = Key, UploadId = begun.UploadId, PartETags = [.. tags] });
    }

    public async ValueTask DisposeAsync()
    {
        await AmazonS3Util.DeleteS3BucketWithObjectsAsync(_client, _name);
        _client.Dispose();
    }

    private async Task<List<string>> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var item in _client.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = _name }).S3Objects)
            keys.Add(item.Key);
        return keys;
    }
}
