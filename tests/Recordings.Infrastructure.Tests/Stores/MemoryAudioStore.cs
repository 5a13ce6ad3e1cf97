using Recordings.Application.Ports;

namespace Recordings.Infrastructure.Tests.Stores;

/// <summary>Objects in memory, for tests of reading. It records the reads and the most bytes in one call.</summary>
internal sealed class MemoryAudioStore : IAudioStore
{
    public Dictionary<string, byte[]> Objects { get; } = [];

    public List<ObjectRead> Reads { get; } = [];

    public long MaxBytesPerRead { get; private set; }

    public int WindowsAhead { get; set; }

    /// <summary>The fault of every read; null: reads succeed.</summary>
    public Exception? Fault { get; set; }

    /// <summary>A read waits for this task.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public async Task ReadAsync(IReadOnlyList<ObjectRead> reads, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await Hold;
        if (Fault is not null)
            throw Fault;

        lock (Reads)
        {
            MaxBytesPerRead = Math.Max(MaxBytesPerRead, reads.Sum(read => (long)read.Destination.Length));
            Reads.AddRange(reads);
        }

        foreach (var read in reads)
        {
            if (!Objects.TryGetValue(read.ObjectKey, out var bytes) || bytes.Length < read.Offset + read.Destination.Length)
                throw new ObjectUnreadableException(read.ObjectKey);
            bytes.AsSpan((int)read.Offset, read.Destination.Length).CopyTo(read.Destination.Span);
        }
    }

    public Task<IStagedObject?> StageAsync(Stream body, long maxBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ContentChecksums> PutAsync(string objectKey, Stream content, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Stream?> OpenAsync(string objectKey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Stream?> OpenAsync(StoredFile file, Func<CancellationToken, Task<Stream>> replace, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long?> FindLengthAsync(string objectKey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(string objectKey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<string> SweepAsync(DateTimeOffset before, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PrepareAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CheckSpaceAsync(long bytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CheckAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
