using System.IO.Hashing;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Checksums;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4) of the blocks of a chunk's samples or of an assembled file.</summary>
internal static class Crc32C
{
    public static uint Compute(ReadOnlySpan<byte> data) => Crc32.HashToUInt32(Crc32ParameterSet.Crc32C, data);

    /// <summary>The checksum of each consecutive block of <see cref="ChunkPayload.BlockBytes"/>; the last block may be shorter.</summary>
    /// <param name="data">Begins at the beginning of a block.</param>
    /// <param name="checksums">One for each block of <paramref name="data"/>, in order.</param>
    /// <exception cref="ArgumentException">The number of checksums differs from the number of blocks.</exception>
    public static void ComputeBlocks(ReadOnlySpan<byte> data, Span<uint> checksums)
    {
        if (checksums.Length != BlockCount(data.Length))
            throw new ArgumentException("There must be one checksum for each block.", nameof(checksums));

        for (; data.Length >= ThreeBlocks.Bytes; data = data[ThreeBlocks.Bytes..], checksums = checksums[ThreeBlocks.Count..])
            ThreeBlocks.Compute(data[..ThreeBlocks.Bytes], checksums[..ThreeBlocks.Count]);

        for (var block = 0; !data.IsEmpty; block++)
        {
            var length = Math.Min(data.Length, ChunkPayload.BlockBytes);
            checksums[block] = Compute(data[..length]);
            data = data[length..];
        }
    }

    /// <summary>The number of blocks that this many bytes fill or begin.</summary>
    public static long BlockCount(long bytes) => (bytes + ChunkPayload.BlockBytes - 1) / ChunkPayload.BlockBytes;
}
