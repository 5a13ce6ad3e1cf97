using System.Buffers;
using Recordings.Application.Ports;
using Recordings.Application.Scheduling;
using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.Rendering;

/// <summary>
/// The WAV file of one rendition: the header, then the frames, rendered during the read. A seek does no work, a read loads only
/// the chunks in its range, and memory is one window for a call of any length.
/// </summary>
internal sealed class WavStream : ReadOnlyStream
{
    private const int BytesPerFrame = sizeof(short);

    private readonly WindowRenderer _renderer;
    private readonly byte[] _header;
    private readonly ReadAhead? _ahead;
    private long _readUpTo;

    public WavStream(IAudioStore store, RenderingTurns turns, Timeline timeline, Rendition rendition)
    {
        var header = new WavHeader(timeline.Rate, timeline.Frames, rendition.Channels);
        (_renderer, _header) = (new WindowRenderer(store, turns, timeline), new byte[header.Length]);
        header.Write(_header);
        _ahead = store.WindowsAhead > 0 ? new ReadAhead(store, turns, timeline, store.WindowsAhead) : null;
        Length = header.FileLength;
    }

    public override long Length { get; }

    /// <summary>Reads at most one window, rendered directly into the buffer if that is large enough.</summary>
    /// <exception cref="RecordingDamagedException">An audible chunk of this range is missing or altered.</exception>
    /// <exception cref="DependencyUnavailableException">The store is unavailable.</exception>
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
        var (frame, offset) = Math.DivRem(Position - _header.Length, BytesPerFrame);
        if (offset != 0 || buffer.Length < BytesPerFrame)
            return await ReadPartOfFrameAsync(frame, (int)offset, buffer, cancellationToken);

        // A read that continues where the last one ended is sequential, so read ahead. The first read after a seek is faster without.
        if (_ahead is not null && Position == _readUpTo)
            return BytesPerFrame * await _ahead.ReadAsync(frame, buffer, cancellationToken);

        var frames = Math.Min(buffer.Length / BytesPerFrame, WindowRenderer.MaxFrames);
        await _renderer.RenderAsync(new FrameRange(frame, frame + frames), buffer[..(frames * BytesPerFrame)], cancellationToken);
        return frames * BytesPerFrame;
    }

    /// <summary>Reads one byte, since a range may begin or end in the middle of a frame.</summary>
    private async ValueTask<int> ReadPartOfFrameAsync(long frame, int offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var rented = ArrayPool<byte>.Shared.Rent(BytesPerFrame);
        try
        {
            await _renderer.RenderAsync(new FrameRange(frame, frame + 1), rented.AsMemory(0, BytesPerFrame), cancellationToken);
            buffer.Span[0] = rented[offset];
            return 1;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}

internal sealed class RecordingRenderer(IAudioStore store) : IRecordingRenderer
{
    /// <summary>More threads than processors would only delay each other, and everything else.</summary>
    private readonly TurnQueue<RenderingKey> _turns = new(Environment.ProcessorCount);

    public Stream Open(Timeline timeline, Rendition rendition, RenderingPurpose purpose) =>
        new WavStream(store, new RenderingTurns(_turns, new RenderingKey(timeline, purpose)), timeline, rendition);
}
