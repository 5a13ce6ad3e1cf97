using Recordings.Domain.Samples;
using Recordings.Domain.Tests.Timelines;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Rendering;

namespace Recordings.Infrastructure.Tests.Rendering;

[TestFixture]
public sealed class VerifiedReadsTests
{
    private const int Block = ChunkPayload.BlockBytes;

    private static readonly int[] Edges = [0, 1, 2, Block - 1, Block, Block + 1, (2 * Block) - 1, 2 * Block, (2 * Block) + 1, 3 * Block, (3 * Block) + 99, (3 * Block) + 100];

    /// <summary>Three blocks and a piece; frames of one byte, so that every byte is an edge, and of three, of which no block holds a whole number.</summary>
    [Test]
    public async Task ReadAsync_AnyFrames_AreTheirBytes([Values(SampleEncoding.MuLaw, SampleEncoding.Pcm24)] SampleEncoding encoding)
    {
        var call = StoredCall.Of(Chunks.Of("a", 0, 0, (3 * Block) + 100) with { Format = new AudioFormat(encoding, SampleRate.FromHertz(8000), 1) });
        var (chunk, width) = (call.Chunks.Single(), call.Chunks.Single().Format.BytesPerFrame);
        var payload = call.PayloadOf(chunk);
        var reads = new VerifiedReads(call.Store);

        foreach (var (from, to) in from start in Edges from end in Edges where start < end select (start, end))
        {
            var destination = new byte[(to - from) * width];
            reads.Add(chunk, from, to - from, destination);
            var held = reads.Add(chunk, from, to - from);
            await reads.ReadAsync(default);

            Assert.That(destination.AsSpan().SequenceEqual(payload.AsSpan(from * width, destination.Length)), Is.True, $"into place: {from} to {to}");
            Assert.That(held.Span.SequenceEqual(payload.AsSpan(from * width, destination.Length)), Is.True, $"held: {from} to {to}");
            reads.Clear();
        }
    }

    [Test]
    public async Task ReadAsync_ManyChunks_AreReadTogether()
    {
        var call = StoredCall.Of([.. Enumerable.Range(0, 50).Select(i => Chunks.Of("a", i, i * 100, 160))]);
        var reads = new VerifiedReads(call.Store);
        var asked = call.Chunks.Select(chunk => (Chunk: chunk, Bytes: reads.Add(chunk, 10, 100))).ToArray();

        await reads.ReadAsync(default);

        Assert.That(asked.Where(one => !one.Bytes.Span.SequenceEqual(call.PayloadOf(one.Chunk).AsSpan(20, 200))), Is.Empty);
    }

    [Test]
    public void Held_AfterClear_IsNothing()
    {
        var call = StoredCall.Of(Chunks.Of("a", 0, 0, 5000));
        var reads = new VerifiedReads(call.Store);
        reads.Add(call.Chunks.Single(), 0, 5000);
        Assert.That(reads.RentedBytes, Is.GreaterThanOrEqualTo(10_000));

        reads.Clear();

        Assert.That(reads.RentedBytes, Is.Zero);
    }
}
