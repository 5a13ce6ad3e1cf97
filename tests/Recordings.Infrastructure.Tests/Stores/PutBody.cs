namespace Recordings.Infrastructure.Tests.Stores;

/// <summary>
/// Content for a store: a forward-only, asynchronous stream that returns pieces of odd length. It can fail or cancel at a byte,
/// and it can be endless.
/// </summary>
internal sealed class PutBody(
    byte[] bytes, long? failsAt = null, Exception? fault = null, CancellationTokenSource? cancel = null, bool endless = false) : Stream
{
    private const int MaxPerRead = 20_011;

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => endless ? throw new NotSupportedException() : bytes.Length;

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (BytesRead == failsAt)
            await FailAsync(cancellationToken);

        var most = endless ? bytes.Length : (failsAt ?? bytes.Length) - BytesRead;
        var length = (int)Math.Min(most, Math.Min(buffer.Length, MaxPerRead));
        bytes.AsSpan(endless ? 0 : (int)BytesRead, length).CopyTo(buffer.Span);
        BytesRead += length;
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read the content asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private async Task FailAsync(CancellationToken cancellationToken)
    {
        if (fault is not null)
            throw fault;

        await cancel!.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        throw new AssertionException("The store did not pass on its cancellation token.");
    }
}
