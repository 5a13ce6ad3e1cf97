using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.S3;

/// <summary>The bucket and the connection to it: single requests, each with its deadline and repetitions.</summary>
internal sealed class S3Bucket(IOptions<S3Options> options, S3Calls calls) : IDisposable
{
    private readonly S3Options _options = options.Value;

    public AmazonS3Client Client { get; } = S3Clients.Create(options.Value, options.Value.OwnEndpoint);

    public S3Calls Calls => calls;

    public string Name => _options.Bucket;

    public ServerSideEncryptionMethod? Encryption =>
        string.IsNullOrEmpty(_options.ServerSideEncryption) ? null : ServerSideEncryptionMethod.FindValue(_options.ServerSideEncryption);

    /// <summary>Length and entity tag; null when there is no such object.</summary>
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

    /// <summary>Whether it can be reached with these credentials, in one small request.</summary>
    /// <exception cref="DependencyUnavailableException">It cannot, or there is no such bucket.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(cancellationToken))
            throw new DependencyUnavailableException(Dependency.Storage, new IOException($"There is no bucket {Name}."));
    }

    /// <summary>Creates the bucket unless it is there.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(cancellationToken))
            await calls.RunAsync(token => Client.PutBucketAsync(new PutBucketRequest { BucketName = Name, UseClientRegion = true }, token), cancellationToken);
    }

    /// <summary>Everything below a prefix, a page at a time.</summary>
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

    /// <summary>Parts of uploads that never ended are kept, and paid for, until somebody aborts them.</summary>
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

    /// <summary>Drops the parts of an upload; one that is gone already is no error.</summary>
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
