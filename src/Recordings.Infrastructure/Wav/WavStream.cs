using System.Buffers;
using Recordings.Application.Ports;
using Recordings.Domain.Audio;

namespace Recordings.Infrastructure.Wav;

/// <summary>
/// A recording's WAV file that exists only as it is read: the header, then rendered frames. Seeking costs nothing, a read
/// costs the chunks that it touches, and memory is one window whatever the call's length.
/// </summary>
internal sealed class WavStream : Stream
{
    private const int BytesPerFrame = sizeof(short);

    private readonly WindowRenderer _renderer;
    private readonly byte[] _header;
    private readonly ReadAhead? _ahead;
    private long _position;
    private long _readUpTo;

    public WavStream(IAudioStore store, Timeline timeline)
    {
        var header = new WavHeader(timeline.Rate, timeline.Frames);
        (_renderer, _header) = (new WindowRenderer(store, timeline), new byte[header.Length]);
        header.Write(_header);
        _ahead = store.WindowsAhead > 0 ? new ReadAhead(store, timeline, store.WindowsAhead) : null;
        Length = header.FileLength;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <summary>At most one window a call; buffers of a window's size are rendered into directly.</summary>
    /// <exception cref="RecordingDamagedException">A chunk that sounds here is gone or altered.</exception>
    /// <exception cref="DependencyUnavailableException">The store is away.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        buffer = buffer[..(int)Math.Clamp(Length - _position, 0, buffer.Length)];
        if (buffer.IsEmpty)
            return 0;

        var read = _position < _header.Length ? ReadHeader(buffer.Span) : await ReadFramesAsync(buffer, cancellationToken);
        _position += read;
        _readUpTo = _position;
        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_ahead is not null)
            await _ahead.DisposeAsync();
        await base.DisposeAsync();
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Not supported: where the chunks are may be across a network.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private int ReadHeader(Span<byte> buffer)
    {
        var rest = _header.AsSpan((int)_position);
        rest = rest[..Math.Min(rest.Length, buffer.Length)];
        rest.CopyTo(buffer);
        return rest.Length;
    }

    private async ValueTask<int> ReadFramesAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var (frame, within) = Math.DivRem(_position - _header.Length, BytesPerFrame);
        if (within != 0 || buffer.Length < BytesPerFrame)
            return await ReadPartOfFrameAsync(frame, (int)within, buffer, cancellationToken);

        // Whoever goes on where the last read ended will go on further; the first read of a seek is made alone, and sooner.
        if (_ahead is not null && _position == _readUpTo)
            return BytesPerFrame * await _ahead.ReadAsync(frame, buffer, cancellationToken);

        var frames = Math.Min(buffer.Length / BytesPerFrame, WindowRenderer.MaxFrames);
        await _renderer.RenderAsync(new FrameRange(frame, frame + frames), buffer[..(frames * BytesPerFrame)], cancellationToken);
        return frames * BytesPerFrame;
    }

    /// <summary>A range may begin or end in the middle of a sample.</summary>
    private async ValueTask<int> ReadPartOfFrameAsync(long frame, int within, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var rented = ArrayPool<byte>.Shared.Rent(BytesPerFrame);
        try
        {
            await _renderer.RenderAsync(new FrameRange(frame, frame + 1), rented.AsMemory(0, BytesPerFrame), cancellationToken);
            buffer.Span[0] = rented[within];
            return 1;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
