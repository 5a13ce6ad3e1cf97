using System.Numerics;
using System.Runtime.InteropServices;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Checksums;

/// <summary>
/// CRC-32C of three blocks in step: the processor's instruction has a result after three cycles and can start in every cycle. That is
/// twice as fast as one block after the other in the library, and every stored byte passes here before it is heard.
/// </summary>
internal static class ThreeBlocks
{
    public const int Count = 3;
    public const int Bytes = Count * ChunkPayload.BlockBytes;

    private const uint Initial = uint.MaxValue;

    /// <param name="blocks">Exactly <see cref="Bytes"/>.</param>
    /// <param name="checksums">One for each block, in order.</param>
    public static void Compute(ReadOnlySpan<byte> blocks, Span<uint> checksums)
    {
        // The instruction takes the lowest byte first: words are read as the little-endian machines of .NET hold them.
        var first = WordsOf(blocks, 0);
        var second = WordsOf(blocks, 1)[..first.Length];
        var third = WordsOf(blocks, 2)[..first.Length];
        var (a, b, c) = (Initial, Initial, Initial);
        for (var i = 0; i < first.Length; i++)
        {
            a = BitOperations.Crc32C(a, first[i]);
            b = BitOperations.Crc32C(b, second[i]);
            c = BitOperations.Crc32C(c, third[i]);
        }

        (checksums[0], checksums[1], checksums[2]) = (~a, ~b, ~c);
    }

    private static ReadOnlySpan<ulong> WordsOf(ReadOnlySpan<byte> blocks, int index) =>
        MemoryMarshal.Cast<byte, ulong>(blocks.Slice(index * ChunkPayload.BlockBytes, ChunkPayload.BlockBytes));
}
