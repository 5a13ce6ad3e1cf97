using System.IO.Hashing;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Rendering;

namespace Recordings.Infrastructure.Checksums;

/// <summary>The checksum of each block of a content whose pieces come in order; blocks may begin and end inside a piece.</summary>
internal sealed class BlockChecksums
{
    private readonly List<uint> _finished = [];
    private readonly Crc32 _begun = new(Crc32ParameterSet.Crc32C);
    private int _begunBytes;

    public void Append(ReadOnlySpan<byte> piece)
    {
        if (_begunBytes > 0)
            piece = Continue(piece);

        Span<uint> checksums = stackalloc uint[ThreeBlocks.Count];
        for (; piece.Length >= ThreeBlocks.Bytes; piece = piece[ThreeBlocks.Bytes..])
        {
            ThreeBlocks.Compute(piece[..ThreeBlocks.Bytes], checksums);
            _finished.AddRange(checksums);
        }

        for (; piece.Length >= ChunkPayload.BlockBytes; piece = piece[ChunkPayload.BlockBytes..])
            _finished.Add(Crc32C.Compute(piece[..ChunkPayload.BlockBytes]));

        if (!piece.IsEmpty)
            Continue(piece);
    }

    /// <summary>The checksums of all blocks; the last one may be shorter.</summary>
    public uint[] Finish()
    {
        if (_begunBytes > 0)
            Complete();
        return [.. _finished];
    }

    /// <summary>Adds bytes to the block that has begun, up to its end. Returns the other bytes.</summary>
    private ReadOnlySpan<byte> Continue(ReadOnlySpan<byte> piece)
    {
        var length = Math.Min(piece.Length, ChunkPayload.BlockBytes - _begunBytes);
        _begun.Append(piece[..length]);
        _begunBytes += length;
        if (_begunBytes == ChunkPayload.BlockBytes)
            Complete();
        return piece[length..];
    }

    private void Complete()
    {
        _finished.Add(_begun.GetCurrentHashAsUInt32());
        _begun.Reset();
        _begunBytes = 0;
    }
}
