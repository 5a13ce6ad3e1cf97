using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Checksums;
using Recordings.Infrastructure.Tests.Inspection;

namespace Recordings.Infrastructure.Tests.Checksums;

[TestFixture]
public sealed class Crc32CTests
{
    [Test]
    public void Compute_CheckString_IsTheCatalogueValue()
    {
        Assert.That(Crc32C.Compute("123456789"u8), Is.EqualTo(0xE3069283));
    }

    [TestCase(0x00, 0x8A9136AAu)]
    [TestCase(0xFF, 0x62A8AB43u)]
    public void Compute_ThirtyTwoEqualBytes_IsTheValueOfRfc3720(int value, uint expected)
    {
        Assert.That(Crc32C.Compute(Enumerable.Repeat((byte)value, 32).ToArray()), Is.EqualTo(expected));
    }

    [Test]
    public void Compute_AnyShortLengthAndAlignment_MatchesBitwiseCrc()
    {
        var data = WavBuilder.Samples(80);

        Assert.Multiple(() =>
        {
            for (var offset = 0; offset < 8; offset++)
                for (var length = 0; offset + length <= data.Length; length++)
                {
                    var part = data.AsSpan(offset, length);
                    Assert.That(Crc32C.Compute(part), Is.EqualTo(BitwiseCrc32C.Compute(part)));
                }
        });
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(ChunkPayload.BlockBytes)]
    [TestCase(ChunkPayload.BlockBytes + 1)]
    [TestCase(3 * ChunkPayload.BlockBytes)]
    [TestCase((3 * ChunkPayload.BlockBytes) - 1)]
    [TestCase((7 * ChunkPayload.BlockBytes) + 13)]
    public void ComputeBlocks_AnyLength_IsTheChecksumOfEachBlock(int length)
    {
        var data = WavBuilder.Samples(length);
        var checksums = new uint[Crc32C.BlockCount(length)];

        Crc32C.ComputeBlocks(data, checksums);

        Assert.That(checksums, Is.EqualTo(data.Chunk(ChunkPayload.BlockBytes).Select(block => BitwiseCrc32C.Compute(block))));
    }

    [Test]
    public void ComputeBlocks_WrongNumberOfChecksums_Throws()
    {
        Assert.That(() => Crc32C.ComputeBlocks(new byte[1], new uint[2]), Throws.ArgumentException);
    }
}
