using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Checksums;

namespace Recordings.Infrastructure.Tests.Checksums;

[TestFixture]
public sealed class BlockChecksumsTests
{
    [Test]
    public void Append_PiecesOfAnyLength_AreTheChecksumsOfTheBlocks([Range(0, 49)] int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(8 * ChunkPayload.BlockBytes)];
        random.NextBytes(bytes);
        var checksums = new BlockChecksums();

        for (int at = 0, length; at < bytes.Length; at += length)
        {
            length = Math.Min(bytes.Length - at, random.Next(3 * ChunkPayload.BlockBytes));
            checksums.Append(bytes.AsSpan(at, length));
        }

        Assert.That(checksums.Finish(), Is.EqualTo(bytes.Chunk(ChunkPayload.BlockBytes).Select(block => Crc32C.Compute(block))));
    }

    [Test]
    public void Finish_NoPiece_IsEmpty() => Assert.That(new BlockChecksums().Finish(), Is.Empty);
}
