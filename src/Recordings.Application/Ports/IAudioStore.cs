namespace Recordings.Application.Ports;

/// <summary>
/// Where bytes are kept: a folder, or a bucket. Keys are made by <c>ObjectKeys</c> alone.
/// When the store is away, full or too slow every member fails with <see cref="DependencyUnavailableException"/>.
/// </summary>
public interface IAudioStore
{
    /// <summary>How many windows a sequential reader should keep underway to hide the store's latency; 0 where reading ahead only costs.</summary>
    int WindowsAhead { get; }

    /// <summary>Spools a body aside, not yet visible; null when it is longer than <paramref name="maxBytes"/>. Faults of the body itself pass through.</summary>
    Task<IStagedObject?> StageAsync(Stream body, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Stores the stream's bytes under the key, whole or not at all; durable on return. Gives their checksum.</summary>
    Task<Domain.Sha256> PutAsync(string objectKey, Stream content, CancellationToken cancellationToken);

    /// <summary>The object as a lazy, seekable stream; null when it is not there.</summary>
    Task<Stream?> OpenAsync(string objectKey, CancellationToken cancellationToken);

    /// <summary>Length in bytes; null when it is not there.</summary>
    Task<long?> FindLengthAsync(string objectKey, CancellationToken cancellationToken);

    /// <summary>Fills every destination, in any order. <see cref="ObjectUnreadableException"/> names an object that is gone or too short.</summary>
    Task ReadAsync(IReadOnlyList<ObjectRead> reads, CancellationToken cancellationToken);

    /// <summary>Removes the object, or everything below a key that ends in '/'. Nothing there is no error.</summary>
    Task DeleteAsync(string objectKey, CancellationToken cancellationToken);

    /// <summary>Keys of objects last written before <paramref name="before"/>, and drops what was staged and forgotten before then.</summary>
    IAsyncEnumerable<string> SweepAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Makes what objects are kept in, once at the start; fails when the store cannot be reached or written.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Fails when the store cannot be reached or written; cheap enough to be asked every few seconds.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}

/// <summary>One contiguous read: the destination is filled from the object's byte <paramref name="Offset"/> on.</summary>
public readonly record struct ObjectRead(string ObjectKey, long Offset, Memory<byte> Destination);

/// <summary>A body held aside. Disposing drops it unless it was committed.</summary>
public interface IStagedObject : IAsyncDisposable
{
    long Length { get; }

    Domain.Sha256 Checksum { get; }

    /// <summary>Reads what was staged, from its start; seekable.</summary>
    Stream OpenRead();

    /// <summary>Makes it an object; durable on return.</summary>
    Task CommitAsync(string objectKey, CancellationToken cancellationToken);
}
