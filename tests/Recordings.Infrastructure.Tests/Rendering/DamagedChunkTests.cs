using Recordings.Application.Ports;
using Recordings.Domain.Samples;
using Recordings.Domain.Tests.Timelines;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Tests.Rendering;

/// <summary>A read of a changed or missing byte names the damaged chunk and returns no audio of it.</summary>
[TestFixture]
public sealed class DamagedChunkTests
{
    private const int Header = 44;
    private const int Frames = 40_000;

    [Test]
    public void ReadAsync_AnyByteFlipped_NamesItsChunk(
        [Values(SampleEncoding.Pcm16, SampleEncoding.Pcm24, SampleEncoding.MuLaw)] SampleEncoding encoding,
        [Values(1, 2)] int channels,
        [Values(0, 1)] int together)
    {
        var call = Call(new AudioFormat(encoding, SampleRate.FromHertz(8000), channels), startOfSecond: together == 1 ? 1000 : Frames);
        var random = new Random(3);

        foreach (var chunk in call.Chunks)
        {
            for (var round = 0; round < 6; round++)
            {
                var at = chunk.Payload.Offset + random.Next((int)(chunk.Frames * chunk.Format.BytesPerFrame));
                ref var damaged = ref call.Store.Objects[chunk.Payload.ObjectKey][at];
                var original = damaged;
                damaged ^= (byte)(1 << random.Next(8));
                Assert.That(FindDamaged(call, 0, Length(call)), Is.SameAs(chunk));
                damaged = original;
            }
        }

        Assert.That(FindDamaged(call, 0, Length(call)), Is.Null);
    }

    [Test]
    public void ReadAsync_OneBlockDamaged_OtherRangesAreRead()
    {
        var call = Call(new AudioFormat(SampleEncoding.Pcm16, SampleRate.FromHertz(8000), 1), startOfSecond: Frames);
        var chunk = call.Chunks.First();
        call.Store.Objects[chunk.Payload.ObjectKey][chunk.Payload.Offset + ChunkPayload.BlockBytes] ^= 1;

        Assert.That(FindDamaged(call, Header, ChunkPayload.BlockBytes), Is.Null);
        Assert.That(FindDamaged(call, Header + (2 * ChunkPayload.BlockBytes), 4000), Is.Null);
        Assert.That(FindDamaged(call, Header + (2 * ChunkPayload.BlockBytes) - 2, 2), Is.SameAs(chunk));
    }

    [Test]
    public void ReadAsync_ObjectMissingOrShort_NamesItsChunk([Values] bool missing)
    {
        var call = Call(new AudioFormat(SampleEncoding.Pcm16, SampleRate.FromHertz(8000), 1), startOfSecond: 1000);
        var second = call.Chunks.Last();
        if (missing)
            call.Store.Objects.Remove(second.Payload.ObjectKey);
        else
            call.Store.Objects[second.Payload.ObjectKey] = call.Store.Objects[second.Payload.ObjectKey][..^200];

        Assert.That(FindDamaged(call, 0, Length(call)), Is.SameAs(second));
    }

    private static StoredCall Call(AudioFormat format, long startOfSecond) => StoredCall.Create(
        Chunks.Of("a", 0, 0, Frames) with { Format = format }, Chunks.Of("b", 7, startOfSecond / 8m, Frames) with { Format = format });

    private static int Length(StoredCall call) => (int)call.Open().Length;

    /// <summary>Reads a range and returns the chunk that is reported as damaged; null when the read succeeds.</summary>
    private static Chunk? FindDamaged(StoredCall call, long at, int length)
    {
        using var stream = call.Open();
        stream.Position = at;
        try
        {
            stream.ReadExactlyAsync(new byte[length]).AsTask().GetAwaiter().GetResult();
            return null;
        }
        catch (RecordingDamagedException damaged)
        {
            return damaged.Chunk;
        }
    }
}
