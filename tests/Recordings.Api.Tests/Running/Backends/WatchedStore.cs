using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Running.Backends;

/// <summary>The real store. Counts its calls, and fails or waits when a test sets it so.</summary>
internal sealed class WatchedStore(IAudioStore store) : IAudioStore
{
    private int _puts;
    private int _reads;
    private int _chunkReads;

    /// <summary>Number of stored files, that is of assemblies.</summary>
    public int Puts => _puts;

    /// <summary>Number of chunk reads and opened files.</summary>
    public int Reads => _reads;

    public int ChunkReads => _chunkReads;

    /// <summary>Storing a file waits for this task.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Removing an object waits for this task.</summary>
    public Task HoldRemoval { get; set; } = Task.CompletedTask;

    /// <summary>Every read throws this exception, if set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Selects by key the objects whose reads and removals fail.</summary>
    public Predicate<string> Stuck { get; set; } = _ => false;

    public int WindowsAhead => store.WindowsAhead;

    public Task PrepareAsync(CancellationToken cancellationToken) => store.PrepareAsync(cancellationToken);

    public async Task<ContentChecksums> PutAsync(string objectKey, Stream content, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _puts);
        await Hold;
        return await store.PutAsync(objectKey, content, cancellationToken);
    }

    public Task<Stream?> OpenAsync(string objectKey, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return store.OpenAsync(objectKey, cancellationToken);
    }

    public Task<Stream?> OpenAsync(StoredFile file, Func<CancellationToken, Task<Stream>> replace, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return store.OpenAsync(file, replace, cancellationToken);
    }

    /// <summary>Runs before each read of chunks.</summary>
    public Func<Task> BeforeRead { get; set; } = () => Task.CompletedTask;

    public async Task ReadAsync(IReadOnlyList<ObjectRead> reads, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        Interlocked.Increment(ref _chunkReads);
        await BeforeRead();
        await ((Fault ?? reads.Select(read => FaultOf(read.ObjectKey)).FirstOrDefault(fault => fault is not null)) is { } fault
            ? Task.FromException(fault)
            : store.ReadAsync(reads, cancellationToken));
    }

    public Task<IStagedObject?> StageAsync(Stream body, long maxBytes, CancellationToken cancellationToken) =>
        store.StageAsync(body, maxBytes, cancellationToken);

    public Task<long?> FindLengthAsync(string objectKey, CancellationToken cancellationToken) =>
        store.FindLengthAsync(objectKey, cancellationToken);

    public async Task DeleteAsync(string objectKey, CancellationToken cancellationToken)
    {
        await HoldRemoval;
        if (FaultOf(objectKey) is { } fault)
            throw fault;
        await store.DeleteAsync(objectKey, cancellationToken);
    }

    public IAsyncEnumerable<string> SweepAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        store.SweepAsync(before, cancellationToken);

    public Task CheckSpaceAsync(long bytes, CancellationToken cancellationToken) => store.CheckSpaceAsync(bytes, cancellationToken);

    public Task CheckAsync(CancellationToken cancellationToken) => store.CheckAsync(cancellationToken);

    private DependencyUnavailableException? FaultOf(string objectKey) =>
        Stuck(objectKey) ? new DependencyUnavailableException(Dependency.Storage, null) : null;
}
