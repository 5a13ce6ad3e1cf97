using System.Runtime.CompilerServices;
using Amazon.S3.Model;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Infrastructure.Checksums;
using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.S3;

/// <summary>Objects in a bucket. A body is spooled to the data directory first, because it is inspected before it is stored.</summary>
internal sealed class S3AudioStore(
    S3Bucket bucket, S3Upload upload, S3Assembly assembly, RangedReader reader, DataDirectory data) : IAudioStore
{
    private const string Root = "workspaces/";

    /// <summary>A large window of a conversation takes about four requests, so four windows keep about 16 requests pending.</summary>
    public int WindowsAhead => 4;

    public async Task<IStagedObject?> StageAsync(Stream body, long maxBytes, CancellationToken cancellationToken) =>
        await StagedFile.SpoolAsync(data.Staging, body, maxBytes, cancellationToken) is var (file, checksum)
            ? new S3StagedObject(file, checksum, upload)
            : null;

    public Task<ContentChecksums> PutAsync(string objectKey, Stream content, CancellationToken cancellationToken) =>
        assembly.PutAsync(ObjectKeys.Validate(objectKey), content, cancellationToken);

    public async Task<Stream?> OpenAsync(string objectKey, CancellationToken cancellationToken) =>
        await FindLengthAsync(objectKey, cancellationToken) is { } length ? new RangedStream(reader, objectKey, length) : null;

    public Task<Stream?> OpenAsync(StoredFile file, Func<CancellationToken, Task<Stream>> replace, CancellationToken cancellationToken) =>
        VerifiedStream.OpenAsync(OpenAsync(file.File.ObjectKey, cancellationToken), file, replace);

    public async Task<long?> FindLengthAsync(string objectKey, CancellationToken cancellationToken) =>
        (await bucket.FindAsync(ObjectKeys.Validate(objectKey), cancellationToken))?.ContentLength;

    public Task ReadAsync(IReadOnlyList<ObjectRead> reads, CancellationToken cancellationToken)
    {
        foreach (var read in reads)
            ObjectKeys.Validate(read.ObjectKey);
        return reader.ReadAsync(reads, cancellationToken);
    }

    public async Task DeleteAsync(string objectKey, CancellationToken cancellationToken)
    {
        if (!objectKey.EndsWith('/'))
        {
            await bucket.Calls.RunAsync(
                token => bucket.Client.DeleteObjectAsync(bucket.Name, ObjectKeys.Validate(objectKey), token), cancellationToken);
            return;
        }

        ObjectKeys.Validate(objectKey[..^1]);
        await foreach (var page in bucket.ListAsync(objectKey, cancellationToken))
            await bucket.DeleteAsync(page.ConvertAll(item => new KeyVersion { Key = item.Key }), cancellationToken);
    }

    public async IAsyncEnumerable<string> SweepAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Run(() => StagedFile.DeleteAbandoned(data.Staging, before), cancellationToken);
        await bucket.AbortUploadsAsync(Root, before, cancellationToken);
        await foreach (var page in bucket.ListAsync(Root, cancellationToken))
        {
            foreach (var item in page)
            {
                if (item.LastModified?.ToUniversalTime() < before.UtcDateTime)
                    yield return item.Key;
            }
        }
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        data.Create();
        await bucket.CreateAsync(cancellationToken);
        await CheckAsync(cancellationToken);
    }

    public Task CheckSpaceAsync(long bytes, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Checks that the bucket answers and that the staging folder accepts a file: capture and reading need both.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await StagedFile.CheckAsync(data.Staging);
        await bucket.CheckAsync(cancellationToken);
    }
}
