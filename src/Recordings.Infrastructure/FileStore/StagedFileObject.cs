using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.FileStore;

/// <summary>A staged file. Committing renames it to the path of its object.</summary>
internal sealed class StagedFileObject(StagedFile file, Sha256 checksum, FileAudioStore store) : IStagedObject
{
    public long Length => file.Length;

    public Sha256 Checksum { get; } = checksum;

    public Stream OpenRead() => file.OpenRead();

    public Task CommitAsync(string objectKey, CancellationToken cancellationToken) =>
        Task.Run(() => file.Publish(store.PathOf(objectKey)), cancellationToken);

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
