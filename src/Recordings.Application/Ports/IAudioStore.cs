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

    /// <summary>Stores the stream's bytes under the key, all or nothing; durable on return. Returns their SHA-256.</summary>
    Task<Domain.Sha256> PutAsync(string objectKey, Stream content, CancellationToken cancellationToken);

    /// <summary>The object as a lazy, seekable stream; null when it does not exist.</summary>
    Task<Stream?> OpenAsync(string objectKey, CancellationToken cancellationToken);

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

    /// <summary>Fails when the store cannot be reached or written. Cheap enough for a call every few seconds.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}

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
