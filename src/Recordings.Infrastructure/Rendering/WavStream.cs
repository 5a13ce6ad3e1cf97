using System.Buffers;
using Recordings.Application.Ports;
using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.Rendering;

/// <summary>
/// The WAV file of one rendition, rendered as it is read: the header, then the frames. Seeking costs nothing, a read
/// costs the chunks that it touches, and memory is one window for a call of any length.
/// </summary>
internal sealed class WavStream : ReadOnlyStream
{
    private const int BytesPerFrame = sizeof(short);

    private readonly WindowRenderer _renderer;
    private readonly byte[] _header;
    private readonly ReadAhead? _ahead;
    private long _readUpTo;

    public WavStream(IAudioStore store, Timeline timeline, Rendition rendition)
    {
        var header = new WavHeader(timeline.Rate, timeline.Frames, rendition.Channels);
        (_renderer, _header) = (new WindowRenderer(store, timeline), new byte[header.Length]);
        header.Write(_header);
        _ahead = store.WindowsAhead > 0 ? new ReadAhead(store, timeline, store.WindowsAhead) : null;
        Length = header.FileLength;
    }

    public override long Length { get; }

    /// <summary>Reads at most one window. A buffer of a window's size is rendered into directly.</summary>
    /// <exception cref="RecordingDamagedException">A chunk that sounds here is gone or altered.</exception>
    /// <exception cref="DependencyUnavailableException">The store is away.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        buffer = buffer[..(int)Math.Clamp(Length - Position, 0, buffer.Length)];
        if (buffer.IsEmpty)
            return 0;

        var read = Position < _header.Length ? ReadHeader(buffer.Span) : await ReadFramesAsync(buffer, cancellationToken);
        Position += read;
        _readUpTo = Position;
        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_ahead is not null)
            await _ahead.DisposeAsync();
        await base.DisposeAsync();
    }

    private int ReadHeader(Span<byte> buffer)
    {
        var rest = _header.AsSpan((int)Position);
        rest = rest[..Math.Min(rest.Length, buffer.Length)];
        rest.CopyTo(buffer);
        return rest.Length;
    }

    private async ValueTask<int> ReadFramesAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var (frame, within) = Math.DivRem(Position - _header.Length, BytesPerFrame);
        if (within != 0 || buffer.Length < BytesPerFrame)
            return await ReadPartOfFrameAsync(frame, (int)within, buffer, cancellationToken);

        // A reader that continues where its last read ended will read on. The first read of a seek is rendered alone, which is faster.
        if (_ahead is not null && Position == _readUpTo)
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
