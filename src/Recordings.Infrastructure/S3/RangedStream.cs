using System.Buffers;
using Recordings.Application.Ports;
using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.S3;

/// <summary>
/// Fetches an object in blocks while it is read. During sequential reading the blocks grow, and the next block is fetched
/// while the current one is used. So a probe of two bytes costs little, and a paused listener holds no connection.
/// </summary>
internal sealed class RangedStream(RangedReader reader, string objectKey, long length) : ReadOnlyStream
{
    /// <summary>The first part of an answer, 64 KiB, and the rest of the verified blocks of 16 KiB in which it begins and ends.</summary>
    private const int FirstBlockBytes = 96 * 1024;

    private const int MaxBlockBytes = 1024 * 1024;

    private readonly CancellationTokenSource _disposing = new();
    private Block? _current;
    private Block? _next;

    public override long Length => length;

    /// <exception cref="DependencyUnavailableException">The store is unavailable, or the object was removed.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || Position >= length)
            return 0;

        if (_current?.Contains(Position) != true)
            Advance(buffer.Length);
        var block = _current!;
        await WaitAsync(block, cancellationToken);

        var available = block.From(Position);
        var read = Math.Min(available.Length, buffer.Length);
        available[..read].CopyTo(buffer);
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

    /// <summary>Makes the block at the position the current one. If reading is sequential, starts to fetch the block after it.</summary>
    private void Advance(int requested)
    {
        var last = _current;
        var inOrder = last is not null && last.End == Position;
        if (_next?.Contains(Position) == true)
        {
            _current = _next;
        }
        else
        {
            _next?.Release();
            _current = Fetch(Position, inOrder ? last!.Length * 2 : Math.Max(requested, FirstBlockBytes));
        }

        last?.Release();
        _next = inOrder && _current.End < length ? Fetch(_current.End, _current.Length * 2) : null;
    }

    private Block Fetch(long start, int bytes)
    {
        var size = (int)Math.Min(Math.Min(bytes, MaxBlockBytes), length - start);
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
            // Drop the block so that the next read fetches it again.
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

        public bool Contains(long position) => position >= start && position < End;

        public ReadOnlyMemory<byte> From(long position) => buffer.AsMemory((int)(position - start), (int)(End - position));

        /// <summary>Returns the buffer to the pool after the fetch ends, because the fetch writes into it until then.</summary>
        public void Release() => fetched.ContinueWith(
            static (fetch, rented) =>
            {
                _ = fetch.Exception; // observed
                ArrayPool<byte>.Shared.Return((byte[])rented!);
            },
            buffer, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
