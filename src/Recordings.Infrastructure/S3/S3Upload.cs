using Amazon.S3.Model;
using Recordings.Application.Ports;
using Recordings.Domain;

namespace Recordings.Infrastructure.S3;

/// <summary>Puts a whole object in one request, and believes only what the bucket says it holds afterwards.</summary>
internal sealed class S3Upload(S3Bucket bucket)
{
    /// <param name="objectKey">Nothing else is written under it.</param>
    /// <param name="open">The content from its start; each attempt opens it anew.</param>
    /// <param name="length">Of the content.</param>
    /// <param name="checksum">Of the content; signed with the request, so the store refuses bytes that changed on their way.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    public async Task PutAsync(string objectKey, Func<Stream> open, long length, Sha256 checksum, CancellationToken cancellationToken)
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

    /// <param name="objectKey">Written just now.</param>
    /// <param name="length">Of what was sent.</param>
    /// <param name="entityTag">As the store named what it took; null when its answer was lost.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="DependencyUnavailableException">The bucket does not hold what was sent.</exception>
    public async Task VerifyAsync(string objectKey, long length, string? entityTag, CancellationToken cancellationToken)
    {
        var held = await bucket.FindAsync(objectKey, cancellationToken);

        // Under another tag it is another writer's object, put whole since then.
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

            // Signed as a whole: the checksum is known, and not every store takes a body that is signed piece by piece.
            UseChunkEncoding = false,
        };
        request.Headers["x-amz-content-sha256"] = checksum.ToString();
        return request;
    }
}
