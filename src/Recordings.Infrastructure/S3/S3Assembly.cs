using System.Buffers;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Infrastructure.FileSystem;

namespace Recordings.Infrastructure.S3;

/// <summary>
/// Puts a stream of any length with bounded memory: parts are sent while the next one is rendered. What fits into one part
/// is put in one request. Nothing is visible before the last part has arrived.
/// </summary>
internal sealed class S3Assembly(S3Bucket bucket, S3Upload upload)
{
    /// <summary>S3 wants at least 5 MiB of every part but the last, and takes 10,000 parts: 80 GiB.</summary>
    private const int PartBytes = 8 * 1024 * 1024;

    /// <summary>Beside the one that is being filled.</summary>
    private const int PartsUnderway = 2;

    public async Task<Sha256> PutAsync(string objectKey, Stream content, CancellationToken cancellationToken)
    {
        var (buffer, length) = await FillAsync(content, cancellationToken);
        if (length == PartBytes)
            return await PutPartsAsync(objectKey, buffer, content, cancellationToken);

        try
        {
            var checksum = new Sha256(SHA256.HashData(buffer.AsSpan(0, length)));
            await upload.PutAsync(objectKey, () => new MemoryStream(buffer, 0, length, writable: false), length, checksum, cancellationToken);
            return checksum;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<Sha256> PutPartsAsync(string objectKey, byte[] first, Stream content, CancellationToken cancellationToken)
    {
        var begun = await BeginAsync(objectKey, first, cancellationToken);
        await using var hash = new RunningSha256();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underway = new Queue<Task<PartETag>>();
        try
        {
            var parts = new List<PartETag>();
            var (buffer, length, total) = (first, PartBytes, 0L);
            for (var number = 1; length > 0; number++)
            {
                underway.Enqueue(SendAsync(begun, number, buffer, length, hash.Append(buffer.AsMemory(0, length)), stopping.Token));
                total += length;
                if (underway.Count == PartsUnderway)
                    parts.Add(await underway.Dequeue());
                (buffer, length) = await FillAsync(content, cancellationToken);
            }

            ArrayPool<byte>.Shared.Return(buffer);
            while (underway.TryDequeue(out var part))
                parts.Add(await part);
            await CompleteAsync(begun, parts, total, cancellationToken);
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

    private async Task<InitiateMultipartUploadResponse> BeginAsync(string objectKey, byte[] first, CancellationToken cancellationToken)
    {
        try
        {
            return await bucket.Calls.RunAsync(
                token => bucket.Client.InitiateMultipartUploadAsync(
                    new InitiateMultipartUploadRequest { BucketName = bucket.Name, Key = objectKey, ServerSideEncryptionMethod = bucket.Encryption }, token),
                cancellationToken);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(first);
            throw;
        }
    }

    /// <summary>Sends one part and gives its buffer back, once it is hashed too.</summary>
    private async Task<PartETag> SendAsync(
        InitiateMultipartUploadResponse begun, int number, byte[] buffer, int length, Task hashed, CancellationToken cancellationToken)
    {
        try
        {
            // On another thread, since signing hashes the part before the first byte is sent.
            return await Task.Run(
                () => bucket.Calls.RunAsync(length, token => SendOnceAsync(begun, number, buffer, length, token), cancellationToken),
                CancellationToken.None);
        }
        finally
        {
            await hashed;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<PartETag> SendOnceAsync(
        InitiateMultipartUploadResponse begun, int number, byte[] buffer, int length, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(buffer, 0, length, writable: false);
        var sent = await bucket.Client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = bucket.Name,
                Key = begun.Key,
                UploadId = begun.UploadId,
                PartNumber = number,
                PartSize = length,
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

    private static async Task<(byte[] Buffer, int Length)> FillAsync(Stream content, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PartBytes);
        try
        {
            return (buffer, await content.ReadAtLeastAsync(buffer.AsMemory(0, PartBytes), PartBytes, throwOnEndOfStream: false, cancellationToken));
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }
}
