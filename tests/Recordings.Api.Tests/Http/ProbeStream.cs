namespace Recordings.Api.Tests.Http;

/// <summary>A recording of any length; a byte depends on its position. It can fail, end early or stall, and counts its uses.</summary>
internal sealed class ProbeStream(long length) : Stream
{
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A read at or after this position throws <see cref="Failure"/>.</summary>
    public long FailsAt { get; init; } = long.MaxValue;

    public Exception Failure { get; init; } = new IOException("the audio is gone");

    /// <summary>A read at or after this position returns no bytes, although <see cref="Length"/> is greater.</summary>
    public long EndsAt { get; init; } = long.MaxValue;

    /// <summary>A read at or after this position waits until its cancellation.</summary>
    public long StallsAt { get; init; } = long.MaxValue;

    /// <summary>Completes when a read waits.</summary>
    public Task Stalled => _stalled.Task;

    public int Reads { get; private set; }

    public int Disposals { get; private set; }

    public override long Position { get; set; }

    public override long Length => length;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public static byte ByteAt(long position) => (byte)((position * 2_654_435_761L) >> 13);

    public static byte[] Bytes(long offset, long count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = ByteAt(offset + i);
        return bytes;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reads++;
        if (Position >= FailsAt)
            throw Failure;
        if (Position >= StallsAt)
        {
            _stalled.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        // Reads return pieces of an uneven size, as the windows of a renderer do.
        var end = Math.Min(Math.Min(length, EndsAt), Math.Min(FailsAt, StallsAt));
        var count = (int)Math.Min(Math.Min(buffer.Length, 10_007), Math.Max(0, end - Position));
        for (var i = 0; i < count; i++)
            buffer.Span[i] = ByteAt(Position + i);

        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Audio is read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override ValueTask DisposeAsync()
    {
        Disposals++;
        return base.DisposeAsync();
    }
}
