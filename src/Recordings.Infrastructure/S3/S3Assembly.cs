using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.S3;

/// <summary>
/// Puts a stream of any length with bounded memory: parts are sent while the next one is rendered. What fits into one part
/// is put in one request. Nothing is visible before the last part has arrived.
/// </summary>
internal sealed class S3Assembly(S3Bucket bucket, S3Upload upload)
{
    private const int PartBytes = PartBuffers.PartBytes;

    /// <summary>Beside the one that is being filled.</summary>
    private const int PartsUnderway = 2;

    public async Task<Sha256> PutAsync(string objectKey, Stream content, CancellationToken cancellationToken)
    {
        using var buffers = new PartBuffers();
        var first = await FillAsync(buffers, content, cancellationToken);
        if (first.Length == PartBytes)
            return await PutPartsAsync(objectKey, buffers, first, content, cancellationToken);

        var checksum = new Sha256(SHA256.HashData(first.Bytes.Span));
        await upload.PutAsync(objectKey, first.Open, first.Length, checksum, cancellationToken);
        return checksum;
    }

    private async Task<Sha256> PutPartsAsync(string objectKey, PartBuffers buffers, Part first, Stream content, CancellationToken cancellationToken)
    {
        var begun = await bucket.Calls.RunAsync(
            token => bucket.Client.InitiateMultipartUploadAsync(
                new InitiateMultipartUploadRequest { BucketName = bucket.Name, Key = objectKey, ServerSideEncryptionMethod = bucket.Encryption }, token),
            cancellationToken);
        await using var hash = new PipelinedSha256();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underway = new Queue<Task<PartETag>>();
        try
        {
            var sent = new List<PartETag>();
            var (part, total) = (first, 0L);
            for (var number = 1; part.Length > 0; number++)
            {
                underway.Enqueue(SendAsync(begun, number, buffers, part, hash.Append(part.Bytes), stopping.Token));
                total += part.Length;
                if (underway.Count == PartsUnderway)
                    sent.Add(await underway.Dequeue());
                part = await FillAsync(buffers, content, cancellationToken);
            }

            while (underway.TryDequeue(out var last))
                sent.Add(await last);
            await CompleteAsync(begun, sent, total, cancellationToken);
            return await hash.FinishAsync();
        }
        catch
        {
            await stopping.CancelAsync();
            await Task.WhenAll(underway).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await AbortAsync(begun);
            throw;
        }
    }

    /// <summary>Sends one part and gives its buffer back, once it is hashed too.</summary>
    private async Task<PartETag> SendAsync(
        InitiateMultipartUploadResponse begun, int number, PartBuffers buffers, Part part, Task hashed, CancellationToken cancellationToken)
    {
        try
        {
            // On another thread, since signing hashes the part before the first byte is sent.
            return await Task.Run(
                () => bucket.Calls.RunAsync(part.Length, token => SendOnceAsync(begun, number, part, token), cancellationToken),
                CancellationToken.None);
        }
        finally
        {
            await hashed;
            buffers.GiveBack(part.Buffer);
        }
    }

    private async Task<PartETag> SendOnceAsync(InitiateMultipartUploadResponse begun, int number, Part part, CancellationToken cancellationToken)
    {
        await using var content = part.Open();
        var sent = await bucket.Client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = bucket.Name,
                Key = begun.Key,
                UploadId = begun.UploadId,
                PartNumber = number,
                PartSize = part.Length,
                InputStream = content,
                UseChunkEncoding = false,
            },
            cancellationToken);
        return new PartETag(number, sent.ETag);
    }

    private async Task CompleteAsync(
        InitiateMultipartUploadResponse begun, List<PartETag> parts, long total, CancellationToken cancellationToken)
    {
        var entityTag = await bucket.Calls.RunAsync(
            async token =>
            {
                try
                {
                    var request = new CompleteMultipartUploadRequest
                    {
                        BucketName = bucket.Name, Key = begun.Key, UploadId = begun.UploadId, PartETags = parts,
                    };
                    return (await bucket.Client.CompleteMultipartUploadAsync(request, token)).ETag;
                }
                catch (AmazonS3Exception fault) when (fault.ErrorCode == "NoSuchUpload")
                {
                    // An earlier attempt completed it and its answer was lost; the object's size tells.
                    return null;
                }
            },
            cancellationToken);
        await upload.VerifyAsync(begun.Key, total, entityTag, cancellationToken);
    }

    private async Task AbortAsync(InitiateMultipartUploadResponse begun)
    {
        try
        {
            await bucket.AbortAsync(begun.Key, begun.UploadId, CancellationToken.None);
        }
        catch (DependencyUnavailableException)
        {
            // The sweep aborts it when the store is back; what failed first is what the caller is told.
        }
    }

    private static async Task<Part> FillAsync(PartBuffers buffers, Stream content, CancellationToken cancellationToken)
    {
        var buffer = buffers.Take();
        return new Part(buffer, await content.ReadAtLeastAsync(buffer.AsMemory(0, PartBytes), PartBytes, throwOnEndOfStream: false, cancellationToken));
    }

    private readonly record struct Part(byte[] Buffer, int Length)
    {
        public ReadOnlyMemory<byte> Bytes => Buffer.AsMemory(0, Length);

        public Stream Open() => new MemoryStream(Buffer, 0, Length, writable: false);
    }
}
