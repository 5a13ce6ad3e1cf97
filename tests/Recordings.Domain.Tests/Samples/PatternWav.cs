using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

/// <summary>A WAV file of any length that takes no memory: a real header, then sample bytes computed from their position.</summary>
internal sealed class PatternWav : Stream
{
    private readonly byte[] _header;

    public PatternWav(WavHeader header)
    {
        _header = new byte[header.Length];
        header.Write(_header);
        Length = header.FileLength;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    /// <summary>The byte at a position in the samples. The period is a prime, so a shift by a header's length shows.</summary>
    public static byte ByteAt(long position) => (byte)(position % 251);

    public static byte[] FirstBytes(int count) => [.. Enumerable.Range(0, count).Select(i => ByteAt(i))];

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Clamp(Length - Position, 0, buffer.Length);
        for (var i = 0; i < count; i++, Position++)
            buffer[i] = Position < _header.Length ? _header[Position] : ByteAt(Position - _header.Length);

        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
