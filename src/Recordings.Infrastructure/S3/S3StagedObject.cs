using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain;
using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.S3;

/// <summary>A body in a local file. Committing uploads it to the bucket; disposing deletes the file.</summary>
internal sealed class S3StagedObject(StagedFile file, Sha256 checksum, S3Upload upload) : IStagedObject
{
    public long Length => file.Length;

    public Sha256 Checksum { get; } = checksum;

    public Stream OpenRead() => file.OpenRead();

    public Task CommitAsync(string objectKey, CancellationToken cancellationToken) =>
        upload.PutAsync(ObjectKeys.Validate(objectKey), file.OpenRead, Length, Checksum, cancellationToken);

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
