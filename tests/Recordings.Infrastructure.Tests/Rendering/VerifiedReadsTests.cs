using Recordings.Domain.Samples;
using Recordings.Domain.Tests.Timelines;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Rendering;

namespace Recordings.Infrastructure.Tests.Rendering;

[TestFixture]
public sealed class VerifiedReadsTests
{
    private const int Block = ChunkPayload.BlockBytes;

    private static readonly int[] Edges =
    [
        0, 1, 2, Block - 1, Block, Block + 1, (2 * Block) - 1, 2 * Block, (2 * Block) + 1, 3 * Block, (3 * Block) + 99, (3 * Block) + 100,
    ];

    /// <summary>
    /// Three blocks and a part of a fourth. Frames of one byte can begin at every byte; frames of three bytes cross the edges of blocks.
    /// </summary>
    [Test]
    public async Task FetchAsync_AnyFrames_ReturnsTheirBytes([Values(SampleEncoding.MuLaw, SampleEncoding.Pcm24)] SampleEncoding encoding)
    {
        var format = new AudioFormat(encoding, SampleRate.FromHertz(8000), 1);
        var call = StoredCall.Create(Chunks.Of("a", 0, 0, (3 * Block) + 100) with { Format = format });
        var (chunk, width) = (call.Chunks.Single(), call.Chunks.Single().Format.BytesPerFrame);
        var payload = call.PayloadOf(chunk);
        var reads = new VerifiedReads(call.Store);

        foreach (var (from, to) in from start in Edges from end in Edges where start < end select (start, end))
        {
            var destination = new byte[(to - from) * width];
            reads.Add(chunk, from, to - from, destination);
            var rented = reads.Add(chunk, from, to - from);
            await reads.FetchAsync(default);
            reads.Verify();

            var expected = payload.AsSpan(from * width, destination.Length);
            Assert.That(destination.AsSpan().SequenceEqual(expected), Is.True, $"destination: {from} to {to}");
            Assert.That(rented.Span.SequenceEqual(expected), Is.True, $"rented: {from} to {to}");
            reads.Clear();
        }
    }

    [Test]
    public async Task FetchAsync_ManyChunks_AreReadTogether()
    {
        var call = StoredCall.Create([.. Enumerable.Range(0, 50).Select(i => Chunks.Of("a", i, i * 100, 160))]);
        var reads = new VerifiedReads(call.Store);
        var added = call.Chunks.Select(chunk => (Chunk: chunk, Bytes: reads.Add(chunk, 10, 100))).ToArray();

        await reads.FetchAsync(default);
        reads.Verify();

        Assert.That(added.Where(one => !one.Bytes.Span.SequenceEqual(call.PayloadOf(one.Chunk).AsSpan(20, 200))), Is.Empty);
    }

    [Test]
    public void RentedBytes_AfterClear_IsZero()
    {
        var call = StoredCall.Create(Chunks.Of("a", 0, 0, 5000));
        var reads = new VerifiedReads(call.Store);
        reads.Add(call.Chunks.Single(), 0, 5000);
        Assert.That(reads.RentedBytes, Is.GreaterThanOrEqualTo(10_000));

        reads.Clear();

        Assert.That(reads.RentedBytes, Is.Zero);
    }
}
