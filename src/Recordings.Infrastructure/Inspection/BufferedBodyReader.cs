using System.Buffers;

namespace Recordings.Infrastructure.Inspection;

/// <summary>
/// Small looks anywhere into a body, through one rented buffer: neighbouring headers cost one read together, so that a
/// body of nothing but tiny chunks costs a read for each few thousand bytes, and skipped content is not read at all.
/// </summary>
internal sealed class BufferedBodyReader(Stream body) : IDisposable
{
    public const int Capacity = 4096;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private long _start;
    private int _filled;

    public long BodyLength { get; } = body.Length;

    /// <summary>The bytes at a position, fewer than asked only where the body ends; valid until the next call.</summary>
    /// <param name="position">Not negative; may lie past the end.</param>
    /// <param name="count">At most <see cref="Capacity"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EndOfStreamException">The body ends before its own length.</exception>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(long position, int count, CancellationToken cancellationToken)
    {
        var available = (int)Math.Clamp(BodyLength - position, 0, count);
        if (available == 0)
            return ValueTask.FromResult(ReadOnlyMemory<byte>.Empty);

        // Not async itself: a body of eight million chunks would pay for as many state machines.
        return position >= _start && position + available <= _start + _filled
            ? ValueTask.FromResult(Held(position, available))
            : LoadAsync(position, available, cancellationToken);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private async ValueTask<ReadOnlyMemory<byte>> LoadAsync(long position, int count, CancellationToken cancellationToken)
    {
        var wanted = (int)Math.Min(BodyLength - position, Capacity);
        body.Position = position;
        await body.ReadExactlyAsync(_buffer.AsMemory(0, wanted), cancellationToken);
        (_start, _filled) = (position, wanted);
        return Held(position, count);
    }

    private ReadOnlyMemory<byte> Held(long position, int count) => _buffer.AsMemory((int)(position - _start), count);
}
