using System.IO.Hashing;
using System.Runtime.InteropServices;
using Recordings.Domain.Timelines;

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

        var blocks = piece.Length / ChunkPayload.BlockBytes;
        CollectionsMarshal.SetCount(_finished, _finished.Count + blocks);
        Crc32C.ComputeBlocks(piece[..(blocks * ChunkPayload.BlockBytes)], CollectionsMarshal.AsSpan(_finished)[^blocks..]);
        piece = piece[(blocks * ChunkPayload.BlockBytes)..];
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
