namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>
/// A body that starts with the given bytes and continues with zeros up to its length. It completes each read synchronously,
/// counts reads, can limit the bytes per read, and throws on a read past its end or without async.
/// </summary>
internal sealed class WatchedBody(byte[] start, long? length = null, int maxPerRead = int.MaxValue) : Stream
{
    private long _position;

    public long BytesRead { get; private set; }

    public long Reads { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; } = length ?? start.Length;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 && value < Length
            ? value
            : throw new AssertionException($"Position {value} is outside a body of {Length} bytes.");
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (buffer.Length > Length - _position)
            throw new AssertionException($"Read {buffer.Length} bytes at {_position} in a body of {Length} bytes.");

        var target = buffer.Span[..Math.Min(buffer.Length, maxPerRead)];
        target.Clear();
        if (_position < start.Length)
            start.AsSpan((int)_position, (int)Math.Min(target.Length, start.Length - _position)).CopyTo(target);
        _position += target.Length;
        BytesRead += target.Length;
        Reads++;
        return ValueTask.FromResult(target.Length);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new AssertionException("Read without async.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();
}
