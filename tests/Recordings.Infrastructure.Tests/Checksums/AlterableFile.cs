using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.Tests.Checksums;

/// <summary>A stored file whose content a test changes while it is open. Its length stays as it was at opening.</summary>
internal sealed class AlterableFile(byte[] content) : ReadOnlyStream
{
    public byte[] Content { get; set; } = [.. content];

    /// <summary>The fault of every read; null: reads succeed.</summary>
    public Exception? Fault { get; init; }

    public long BytesRead { get; private set; }

    public override long Length { get; } = content.Length;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Fault is not null)
            throw Fault;

        var rest = Content.AsSpan((int)Math.Min(Position, Content.Length));
        var read = Math.Min(rest.Length, buffer.Length);
        rest[..read].CopyTo(buffer.Span);
        Position += read;
        BytesRead += read;
        return new ValueTask<int>(read);
    }
}
