using System.Buffers;
using Recordings.Application.Ports;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.Checksums;

/// <summary>
/// Returns the bytes of a stored file whose blocks match their checksums. Blocks inside the caller's buffer are read into it directly;
/// a part of a block comes from a copy of the whole block. Once the file differs or ends early, the replacement takes its place.
/// </summary>
internal sealed class VerifiedStream : ReadOnlyStream
{
    private const int BlockBytes = ChunkPayload.BlockBytes;
    private const int BlocksAtOnce = 16 * ThreeBlocks.Count;

    private readonly Stream _stored;
    private readonly ReadOnlyMemory<uint> _checksums;
    private readonly Func<CancellationToken, Task<Stream>> _replace;
    private Stream? _replacement;
    private byte[]? _block;
    private long _blockStart;
    private int _blockLength;

    /// <param name="stored">Disposed with this stream.</param>
    /// <param name="checksums">One for each block of <paramref name="stored"/>.</param>
    /// <param name="replace">Returns a stream of the same bytes, which is disposed with this stream.</param>
    private VerifiedStream(Stream stored, ReadOnlyMemory<uint> checksums, Func<CancellationToken, Task<Stream>> replace)
    {
        (_stored, _checksums, _replace) = (stored, checksums, replace);
        Length = stored.Length;
    }

    /// <summary>Null when there is no file or one of another length, or when the checksums are those of another length.</summary>
    public static async Task<Stream?> OpenAsync(
        Task<Stream?> opening, StoredFile file, Func<CancellationToken, Task<Stream>> replace)
    {
        if (await opening is not { } stored)
            return null;
        if (stored.Length == file.File.SizeBytes && file.BlockChecksums.Length == Crc32C.BlockCount(stored.Length))
            return new VerifiedStream(stored, file.BlockChecksums, replace);

        await stored.DisposeAsync();
        return null;
    }

    public override long Length { get; }

    /// <summary>Reads as many whole blocks as the buffer holds, or a part of one block.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        buffer = buffer[..(int)Math.Clamp(Length - Position, 0, buffer.Length)];
        if (buffer.IsEmpty)
            return 0;

        var read = _replacement is null ? await ReadStoredAsync(buffer, cancellationToken) : 0;
        if (read == 0)
            read = await ReadReplacementAsync(buffer, cancellationToken);
        Position += read;
        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_replacement is not null)
            await _replacement.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stored.Dispose();
            ReturnBlock();
        }

        base.Dispose(disposing);
    }

    /// <returns>0 when the file differs or ends early.</returns>
    private async ValueTask<int> ReadStoredAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!HoldsPosition)
        {
            var (start, offset) = (Position - (Position % BlockBytes), Position % BlockBytes);
            var whole = Length - start <= buffer.Length ? buffer.Length : buffer.Length - (buffer.Length % BlockBytes);
            if (offset == 0 && whole > 0)
                return await FillAsync(start, buffer[..whole], cancellationToken) ? whole : 0;

            _block ??= ArrayPool<byte>.Shared.Rent(BlockBytes);
            var length = (int)Math.Min(BlockBytes, Length - start);
            _blockLength = 0;
            if (!await FillAsync(start, _block.AsMemory(0, length), cancellationToken))
                return 0;
            (_blockStart, _blockLength) = (start, length);
        }

        var part = _block.AsMemory(0, _blockLength)[(int)(Position - _blockStart)..];
        part = part[..Math.Min(part.Length, buffer.Length)];
        part.CopyTo(buffer);
        if (Position + part.Length == _blockStart + _blockLength)
            ReturnBlock();
        return part.Length;
    }

    private bool HoldsPosition => Position >= _blockStart && Position < _blockStart + _blockLength;

    /// <summary>Fills the buffer with whole blocks, of which the file's last one may be shorter.</summary>
    /// <returns>False when they do not match, or when the file ends before.</returns>
    private async ValueTask<bool> FillAsync(long start, Memory<byte> blocks, CancellationToken cancellationToken)
    {
        _stored.Position = start;
        try
        {
            if (await _stored.ReadAtLeastAsync(blocks, blocks.Length, throwOnEndOfStream: false, cancellationToken) < blocks.Length)
                return false;
        }
        catch (DependencyUnavailableException fault) when (fault.InnerException is ObjectUnreadableException)
        {
            return false;
        }

        return Matches(start, blocks.Span);
    }

    private bool Matches(long start, ReadOnlySpan<byte> blocks)
    {
        var expected = _checksums.Span[(int)(start / BlockBytes)..];
        Span<uint> actual = stackalloc uint[BlocksAtOnce];
        while (!blocks.IsEmpty)
        {
            var piece = blocks[..Math.Min(blocks.Length, BlocksAtOnce * BlockBytes)];
            var checksums = actual[..(int)Crc32C.BlockCount(piece.Length)];
            Crc32C.ComputeBlocks(piece, checksums);
            if (!checksums.SequenceEqual(expected[..checksums.Length]))
                return false;
            blocks = blocks[piece.Length..];
            expected = expected[checksums.Length..];
        }

        return true;
    }

    /// <summary>A listener that stalls holds no block unless it is in the middle of one.</summary>
    private void ReturnBlock()
    {
        if (_block is not null)
            ArrayPool<byte>.Shared.Return(_block);
        (_block, _blockLength) = (null, 0);
    }

    private async ValueTask<int> ReadReplacementAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        _replacement ??= await _replace(cancellationToken);
        _replacement.Position = Position;
        return await _replacement.ReadAsync(buffer, cancellationToken);
    }
}
