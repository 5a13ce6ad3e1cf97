using System.Buffers;

namespace Recordings.Infrastructure.Inspection;

/// <summary>
/// Reads small pieces at any position of a body through one rented buffer. Neighbouring headers share a read, so a body that
/// consists of tiny chunks takes one read for each capacity. Skipped content is not read.
/// </summary>
internal sealed class BufferedBodyReader(Stream body, int capacity = BufferedBodyReader.HeaderCapacity) : IDisposable
{
    /// <summary>Enough for the headers at the beginning of a file.</summary>
    public const int HeaderCapacity = 4096;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private long _start;
    private int _filled;

    public long BodyLength { get; } = body.Length;

    /// <summary>The bytes at a position, fewer than <paramref name="count"/> only at the end. Valid until the next call.</summary>
    /// <param name="position">Not negative; may lie past the end.</param>
    /// <param name="count">At most the capacity.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="EndOfStreamException">The body ends before its declared length.</exception>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(long position, int count, CancellationToken cancellationToken)
    {
        var available = (int)Math.Clamp(BodyLength - position, 0, count);
        if (available == 0)
            return ValueTask.FromResult(ReadOnlyMemory<byte>.Empty);

        // Not an async method: a body of eight million chunks would create as many state machines.
        return position >= _start && position + available <= _start + _filled
            ? ValueTask.FromResult(Buffered(position, available))
            : LoadAsync(position, available, cancellationToken);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private async ValueTask<ReadOnlyMemory<byte>> LoadAsync(long position, int count, CancellationToken cancellationToken)
    {
        var length = (int)Math.Min(BodyLength - position, capacity);
        body.Position = position;
        await body.ReadExactlyAsync(_buffer.AsMemory(0, length), cancellationToken);
        (_start, _filled) = (position, length);
        return Buffered(position, count);
    }

    private ReadOnlyMemory<byte> Buffered(long position, int count) => _buffer.AsMemory((int)(position - _start), count);
}
