using Amazon.S3.Model;
using Recordings.Application.Ports;
using Recordings.Domain;

namespace Recordings.Infrastructure.S3;

/// <summary>Stores an object in one request, and afterwards checks what the bucket holds.</summary>
internal sealed class S3Upload(S3Bucket bucket)
{
    /// <param name="objectKey">A key under which no other content is written.</param>
    /// <param name="open">Opens the content at its start; called for each attempt.</param>
    /// <param name="length">Bytes of the content.</param>
    /// <param name="checksum">Of the content. The signature covers it, so the store rejects bytes that changed on the way.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    public async Task PutAsync(
        string objectKey, Func<Stream> open, long length, Sha256 checksum, CancellationToken cancellationToken)
    {
        var put = await bucket.Calls.RunAsync(
            length,
            async token =>
            {
                await using var content = open();
                return await bucket.Client.PutObjectAsync(Request(objectKey, content, checksum), token);
            },
            cancellationToken);
        await VerifyAsync(objectKey, length, put.ETag, cancellationToken);
    }

    /// <param name="objectKey">The key that was just written.</param>
    /// <param name="length">Bytes that were sent.</param>
    /// <param name="entityTag">The tag in the store's response; null when the response was lost.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <exception cref="DependencyUnavailableException">The bucket does not hold the object that was sent.</exception>
    public async Task VerifyAsync(string objectKey, long length, string? entityTag, CancellationToken cancellationToken)
    {
        var held = await bucket.FindAsync(objectKey, cancellationToken);

        // With another tag the object is another writer's: it was stored, complete, after ours.
        var isOurs = entityTag is null || held?.ETag == entityTag;
        if (held is null || (isOurs && held.ContentLength != length))
            throw new DependencyUnavailableException(Dependency.Storage, new IOException("The bucket does not hold what was sent."));
    }

    private PutObjectRequest Request(string objectKey, Stream content, Sha256 checksum)
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket.Name,
            Key = objectKey,
            InputStream = content,
            AutoCloseStream = false,
            ServerSideEncryptionMethod = bucket.Encryption,

            // Sign the body as a whole: its checksum is known, and not every store accepts a body that is signed chunk by chunk.
            UseChunkEncoding = false,
        };
        request.Headers["x-amz-content-sha256"] = checksum.ToString();
        return request;
    }
}
