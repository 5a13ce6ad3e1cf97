using Recordings.Domain.Timelines;

namespace Recordings.Application.Ports;

/// <summary>
/// The object store: a folder or a bucket. Only <c>ObjectKeys</c> makes keys.
/// Every member throws <see cref="DependencyUnavailableException"/> when the store is unreachable, full or too slow.
/// </summary>
public interface IAudioStore
{
    /// <summary>How many windows a sequential reader reads ahead to hide the store's latency; 0 if reading ahead brings no gain.</summary>
    int WindowsAhead { get; }

    /// <summary>
    /// Writes a body to a temporary place where no reader sees it; null when it is longer than <paramref name="maxBytes"/>.
    /// Exceptions of the body's own stream pass through.
    /// </summary>
    Task<IStagedObject?> StageAsync(Stream body, long maxBytes, CancellationToken cancellationToken);

    /// <summary>
    /// Stores an assembled file under the key, all or nothing; durable on return. Fails like <see cref="CheckSpaceAsync"/> when the
    /// store fills up during it.
    /// </summary>
    Task<ContentChecksums> PutAsync(string objectKey, Stream content, CancellationToken cancellationToken);

    /// <summary>The object as a lazy, seekable stream; null when it does not exist.</summary>
    Task<Stream?> OpenAsync(string objectKey, CancellationToken cancellationToken);

    /// <summary>
    /// The assembled file as a lazy, seekable stream that returns no byte of a block before it matches its checksum. Once the file
    /// differs or ends early, reading continues at the same position of the stream that <paramref name="replace"/> returns.
    /// Null when the file does not exist or has another length.
    /// </summary>
    /// <param name="file">With block checksums.</param>
    /// <param name="replace">Returns a stream of the same bytes, or throws; the reader gets its exceptions.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    Task<Stream?> OpenAsync(StoredFile file, Func<CancellationToken, Task<Stream>> replace, CancellationToken cancellationToken);

    /// <summary>Length in bytes; null when it does not exist.</summary>
    Task<long?> FindLengthAsync(string objectKey, CancellationToken cancellationToken);

    /// <summary>Fills every destination, in any order.</summary>
    /// <exception cref="ObjectUnreadableException">An object is missing or too short.</exception>
    Task ReadAsync(IReadOnlyList<ObjectRead> reads, CancellationToken cancellationToken);

    /// <summary>Deletes the object, or every object below a key that ends in '/'. Succeeds if there is none.</summary>
    Task DeleteAsync(string objectKey, CancellationToken cancellationToken);

    /// <summary>
    /// Lists keys of objects last written before <paramref name="before"/>, and deletes staged bodies that were left before that time.
    /// </summary>
    IAsyncEnumerable<string> SweepAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Prepares the store at the service's start, such as its folder. Fails when the store cannot be reached or written.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Fails when the space that is kept free for chunks would shrink by a file of this many bytes, silence not counted.
    /// A bucket has no such limit.
    /// </summary>
    Task CheckSpaceAsync(long bytes, CancellationToken cancellationToken);

    /// <summary>Fails when the store cannot be reached or written. Cheap enough for a call every few seconds.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}

/// <summary>The checksums of an object's bytes.</summary>
/// <param name="Whole">The SHA-256 of all bytes.</param>
/// <param name="Blocks">The CRC-32C of each block of <see cref="ChunkPayload.BlockBytes"/>. The last block may be shorter.</param>
public sealed record ContentChecksums(Domain.Sha256 Whole, ReadOnlyMemory<uint> Blocks);

/// <summary>One contiguous read that fills the destination.</summary>
/// <param name="Offset">The first byte, counted from the object's start.</param>
public readonly record struct ObjectRead(string ObjectKey, long Offset, Memory<byte> Destination);

/// <summary>A staged body. Disposing deletes it unless it was committed.</summary>
public interface IStagedObject : IAsyncDisposable
{
    long Length { get; }

    Domain.Sha256 Checksum { get; }

    /// <summary>The staged bytes as a seekable stream, from their start.</summary>
    Stream OpenRead();

    /// <summary>Stores the body as an object; durable on return.</summary>
    Task CommitAsync(string objectKey, CancellationToken cancellationToken);
}

/// <summary>A stored object is missing, or shorter than when it was written.</summary>
public sealed class ObjectUnreadableException(string objectKey) : Exception("A stored object is missing or too short.")
{
    public string ObjectKey { get; } = objectKey;
}
