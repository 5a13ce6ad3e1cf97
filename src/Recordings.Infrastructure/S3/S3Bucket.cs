using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.S3;

/// <summary>The bucket and its client: single requests, each with a deadline and retries.</summary>
internal sealed class S3Bucket(IOptions<S3Options> options, S3Calls calls) : IDisposable
{
    private readonly S3Options _options = options.Value;

    public AmazonS3Client Client { get; } = S3Clients.Create(options.Value, options.Value.OwnEndpoint);

    public S3Calls Calls => calls;

    public string Name => _options.Bucket;

    public ServerSideEncryptionMethod? Encryption =>
        string.IsNullOrEmpty(_options.ServerSideEncryption) ? null : ServerSideEncryptionMethod.FindValue(_options.ServerSideEncryption);

    /// <summary>The object's length and entity tag; null when the object does not exist.</summary>
    public Task<GetObjectMetadataResponse?> FindAsync(string objectKey, CancellationToken cancellationToken) =>
        calls.RunAsync<GetObjectMetadataResponse?>(
            async token =>
            {
                try
                {
                    return await Client.GetObjectMetadataAsync(Name, objectKey, token);
                }
                catch (AmazonS3Exception fault) when (S3Faults.IsMissing(fault))
                {
                    return null;
                }
            },
            cancellationToken);

    /// <summary>Checks in one small request that the bucket can be reached with these credentials.</summary>
    /// <exception cref="DependencyUnavailableException">The store is unavailable, or the bucket does not exist.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(cancellationToken))
            throw new DependencyUnavailableException(Dependency.Storage, new IOException($"There is no bucket {Name}."));
    }

    /// <summary>Creates the bucket unless it exists.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(cancellationToken))
        {
            var request = new PutBucketRequest { BucketName = Name, UseClientRegion = true };
            await calls.RunAsync(token => Client.PutBucketAsync(request, token), cancellationToken);
        }
    }

    /// <summary>Lists all objects with the prefix, one page at a time.</summary>
    public async IAsyncEnumerable<List<S3Object>> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = Name, Prefix = prefix };
        do
        {
            var page = await calls.RunAsync(token => Client.ListObjectsV2Async(request, token), cancellationToken);
            if (page.S3Objects is { Count: > 0 } objects)
                yield return objects;
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    public Task DeleteAsync(List<KeyVersion> keys, CancellationToken cancellationToken) => calls.RunAsync(
        token => Client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Name, Objects = keys, Quiet = true }, token), cancellationToken);

    /// <summary>Aborts unfinished uploads: the store keeps their parts, and charges for them, until they are aborted.</summary>
    public async Task AbortUploadsAsync(string prefix, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = Name, Prefix = prefix };
        bool more;
        do
        {
            var page = await calls.RunAsync(token => Client.ListMultipartUploadsAsync(request, token), cancellationToken);
            foreach (var upload in page.MultipartUploads ?? [])
            {
                if (upload.Initiated?.ToUniversalTime() < before.UtcDateTime)
                    await AbortAsync(upload.Key, upload.UploadId, cancellationToken);
            }

            more = page.IsTruncated == true;
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (more);
    }

    /// <summary>Deletes the parts of an upload; succeeds if the upload does not exist.</summary>
    public Task AbortAsync(string objectKey, string uploadId, CancellationToken cancellationToken) => calls.RunAsync(
        async token =>
        {
            try
            {
                await Client.AbortMultipartUploadAsync(Name, objectKey, uploadId, token);
            }
            catch (AmazonS3Exception fault) when (S3Faults.IsMissing(fault))
            {
                return false;
            }

            return true;
        },
        cancellationToken);

    public void Dispose() => Client.Dispose();

    private Task<bool> ExistsAsync(CancellationToken cancellationToken) => calls.RunAsync(
        async token =>
        {
            try
            {
                await Client.HeadBucketAsync(new HeadBucketRequest { BucketName = Name }, token);
                return true;
            }
            catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.NotFound)
            {
                return false;
            }
        },
        cancellationToken);
}
