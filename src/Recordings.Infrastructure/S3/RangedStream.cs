using System.Buffers;
using Recordings.Application.Ports;
using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.S3;

/// <summary>
/// An object that is fetched as it is read. Blocks grow while the reader goes on in order, and then the next one is fetched
/// while the last is used; so a probe of two bytes costs little, and a listener who pauses holds no connection.
/// </summary>
internal sealed class RangedStream(RangedReader reader, string objectKey, long length) : ReadOnlyStream
{
    private const int FirstBlock = 64 * 1024;
    private const int LargestBlock = 1024 * 1024;

    private readonly CancellationTokenSource _disposing = new();
    private Block? _current;
    private Block? _next;

    public override long Length => length;

    /// <exception cref="DependencyUnavailableException">The store is away, or the object was removed.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || Position >= length)
            return 0;

        if (_current?.Holds(Position) != true)
            Advance(buffer.Length);
        var block = _current!;
        await WaitAsync(block, cancellationToken);

        var rest = block.From(Position);
        var read = Math.Min(rest.Length, buffer.Length);
        rest[..read].CopyTo(buffer);
        Position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _disposing.Cancel();
            _current?.Release();
            _next?.Release();
            (_current, _next) = (null, null);
        }

        base.Dispose(disposing);
    }

    /// <summary>Makes the block at the position the current one, and begins the one after it once reading goes on in order.</summary>
    private void Advance(int wanted)
    {
        var last = _current;
        var inOrder = last is not null && last.End == Position;
        if (_next?.Holds(Position) == true)
        {
            _current = _next;
        }
        else
        {
            _next?.Release();
            _current = Fetch(Position, inOrder ? last!.Length * 2 : Math.Max(wanted, FirstBlock));
        }

        last?.Release();
        _next = inOrder && _current.End < length ? Fetch(_current.End, _current.Length * 2) : null;
    }

    private Block Fetch(long start, int bytes)
    {
        var size = (int)Math.Min(Math.Min(bytes, LargestBlock), length - start);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        return new Block(start, size, buffer, reader.ReadAsync([new ObjectRead(objectKey, start, buffer.AsMemory(0, size))], _disposing.Token));
    }

    private async Task WaitAsync(Block block, CancellationToken cancellationToken)
    {
        try
        {
            await block.Fetched.WaitAsync(cancellationToken);
        }
        catch (Exception fault) when (block.Fetched.IsFaulted)
        {
            // Forgotten, so that a later read asks again.
            block.Release();
            _current = null;
            if (fault is ObjectUnreadableException)
                throw new DependencyUnavailableException(Dependency.Storage, fault);
            throw;
        }
    }

    private sealed class Block(long start, int size, byte[] buffer, Task fetched)
    {
        public int Length => size;

        public long End => start + size;

        public Task Fetched => fetched;

        public bool Holds(long position) => position >= start && position < End;

        public ReadOnlyMemory<byte> From(long position) => buffer.AsMemory((int)(position - start), (int)(End - position));

        /// <summary>Gives the buffer back, but not while the store still writes into it.</summary>
        public void Release() => fetched.ContinueWith(
            static (done, rented) =>
            {
                _ = done.Exception;
                ArrayPool<byte>.Shared.Return((byte[])rented!);
            },
            buffer, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
