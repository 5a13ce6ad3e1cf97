using Amazon.S3;
using Amazon.S3.Model;
using Recordings.Application.Ports;
using Recordings.Infrastructure.Checksums;

namespace Recordings.Infrastructure.S3;

/// <summary>
/// Stores a stream of any length with bounded memory: parts are sent while the next part is rendered. A stream shorter than
/// one part is stored in one request. The object becomes visible after the last part has arrived.
/// </summary>
internal sealed class S3Assembly(S3Bucket bucket, S3Upload upload)
{
    private const int PartBytes = PartBuffers.PartBytes;

    /// <summary>Parts that are being sent; the part that is being filled does not count.</summary>
    private const int MaxPendingParts = 2;

    public async Task<ContentChecksums> PutAsync(string objectKey, Stream content, CancellationToken cancellationToken)
    {
        using var buffers = new PartBuffers();
        var first = await FillAsync(buffers, content, cancellationToken);
        if (first.Length == PartBytes)
            return await PutPartsAsync(objectKey, buffers, first, content, cancellationToken);

        await using var hash = new PipelinedChecksums();
        await hash.Append(first.Bytes);
        var checksums = await hash.FinishAsync();
        await upload.PutAsync(objectKey, first.Open, first.Length, checksums.Whole, cancellationToken);
        return checksums;
    }

    private async Task<ContentChecksums> PutPartsAsync(
        string objectKey, PartBuffers buffers, Part first, Stream content, CancellationToken cancellationToken)
    {
        var multipart = await bucket.Calls.RunAsync(
            token => bucket.Client.InitiateMultipartUploadAsync(
                new InitiateMultipartUploadRequest
                {
                    BucketName = bucket.Name, Key = objectKey, ServerSideEncryptionMethod = bucket.Encryption,
                },
                token),
            cancellationToken);
        await using var hash = new PipelinedChecksums();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pending = new Queue<Task<PartETag>>();
        try
        {
            var sent = new List<PartETag>();
            var (part, total) = (first, 0L);
            for (var number = 1; part.Length > 0; number++)
            {
                pending.Enqueue(SendAsync(multipart, number, buffers, part, hash.Append(part.Bytes), cancellation.Token));
                total += part.Length;
                if (pending.Count == MaxPendingParts)
                    sent.Add(await pending.Dequeue());
                part = await FillAsync(buffers, content, cancellationToken);
            }

            while (pending.TryDequeue(out var last))
                sent.Add(await last);
            await CompleteAsync(multipart, sent, total, cancellationToken);
            return await hash.FinishAsync();
        }
        catch
        {
            await cancellation.CancelAsync();
            await Task.WhenAll(pending).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await AbortAsync(multipart);
            throw;
        }
    }

    /// <summary>Sends one part, waits until it is hashed, and returns its buffer.</summary>
    private async Task<PartETag> SendAsync(
        InitiateMultipartUploadResponse multipart,
        int number,
        PartBuffers buffers,
        Part part,
        Task hashed,
        CancellationToken cancellationToken)
    {
        try
        {
            // On another thread: signing hashes the whole part before the first byte is sent.
            return await Task.Run(
                () => bucket.Calls.RunAsync(part.Length, token => SendOnceAsync(multipart, number, part, token), cancellationToken),
                CancellationToken.None);
        }
        finally
        {
            await hashed;
            buffers.Return(part.Buffer);
        }
    }

    private async Task<PartETag> SendOnceAsync(
        InitiateMultipartUploadResponse multipart, int number, Part part, CancellationToken cancellationToken)
    {
        await using var content = part.Open();
        var sent = await bucket.Client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = bucket.Name,
                Key = multipart.Key,
                UploadId = multipart.UploadId,
                PartNumber = number,
                PartSize = part.Length,
                InputStream = content,
                UseChunkEncoding = false,
            },
            cancellationToken);
        return new PartETag(number, sent.ETag);
    }

    private async Task CompleteAsync(
        InitiateMultipartUploadResponse multipart, List<PartETag> parts, long total, CancellationToken cancellationToken)
    {
        var entityTag = await bucket.Calls.RunAsync(
            async token =>
            {
                try
                {
                    var request = new CompleteMultipartUploadRequest
                    {
                        BucketName = bucket.Name, Key = multipart.Key, UploadId = multipart.UploadId, PartETags = parts,
                    };
                    return (await bucket.Client.CompleteMultipartUploadAsync(request, token)).ETag;
                }
                catch (AmazonS3Exception fault) when (fault.ErrorCode == "NoSuchUpload")
                {
                    // An earlier attempt completed the upload and its response was lost. VerifyAsync checks the object's size.
                    return null;
                }
            },
            cancellationToken);
        await upload.VerifyAsync(multipart.Key, total, entityTag, cancellationToken);
    }

    private async Task AbortAsync(InitiateMultipartUploadResponse multipart)
    {
        try
        {
            await bucket.AbortAsync(multipart.Key, multipart.UploadId, CancellationToken.None);
        }
        catch (DependencyUnavailableException)
        {
            // The caller gets the first exception. The sweep aborts this upload when the store is available again.
        }
    }

    private static async Task<Part> FillAsync(PartBuffers buffers, Stream content, CancellationToken cancellationToken)
    {
        var buffer = buffers.Rent();
        var length = await content.ReadAtLeastAsync(
            buffer.AsMemory(0, PartBytes), PartBytes, throwOnEndOfStream: false, cancellationToken);
        return new Part(buffer, length);
    }

    private readonly record struct Part(byte[] Buffer, int Length)
    {
        public ReadOnlyMemory<byte> Bytes => Buffer.AsMemory(0, Length);

        public Stream Open() => new MemoryStream(Buffer, 0, Length, writable: false);
    }
}
