using System.Buffers.Binary;
using Recordings.Application.Ports;
using Recordings.Domain.Samples;
using Recordings.Domain.Tests.Timelines;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Rendering;
using Recordings.Infrastructure.Tests.Inspection;

namespace Recordings.Infrastructure.Tests.Rendering;

[TestFixture]
public sealed class WavStreamTests
{
    private const int Header = 44;

    [Test]
    public async Task ReadAsync_OneVoiceAtATime_IsBitExact()
    {
        var call = StoredCall.Create(LinearPcm("a", 0, 0, 100_000), LinearPcm("b", 0, 100_000, 70_000), LinearPcm("a", 1, 170_000, 12_345));

        var file = await ReadAsync(call.Open());

        Assert.That(file.AsSpan(Header).SequenceEqual(call.Chunks.SelectMany(call.PayloadOf).ToArray()), Is.True);
    }

    [Test]
    public async Task Open_OnlyHeaderRead_ReadsNoObject()
    {
        var call = StoredCall.Create(LinearPcm("a", 0, 0, 1000));
        await using var stream = call.Open();

        Assert.That(stream.Length, Is.EqualTo(Header + 2000));
        await stream.ReadExactlyAsync(new byte[Header]);

        Assert.That(call.Store.Reads, Is.Empty);
    }

    [Test]
    public async Task ReadAsync_Range_ReadsOnlyItsChunks()
    {
        var call = StoredCall.Create(LinearPcm("a", 0, 0, 10_000), LinearPcm("a", 1, 10_000, 10_000), LinearPcm("a", 2, 20_000, 10_000));

        await ReadAsync(call.Open(), Header + 20_001, 19_998);

        Assert.That(call.Store.Reads.Select(read => read.ObjectKey).Distinct(), Is.EqualTo(new[] { "a/1" }));
    }

    [Test]
    public async Task ReadAsync_FewBytesOfLongChunk_ReadsFewBlocks()
    {
        var call = StoredCall.Create(LinearPcm("a", 0, 0, 1_000_000));

        await ReadAsync(call.Open(), Header + 999_999, 10);

        Assert.That(call.Store.Reads.Sum(read => read.Destination.Length), Is.LessThanOrEqualTo(3 * ChunkPayload.BlockBytes));
    }

    [Test]
    public async Task ReadAsync_HoursOfSilence_ReadsNoObject()
    {
        var call = StoredCall.Create(LinearPcm("a", 0, 10L * 3600 * 8000, 100));

        var middle = await ReadAsync(call.Open(), 5L * 3600 * 8000, 200_001);

        Assert.That(middle.AsSpan().IndexOfAnyExcept((byte)0), Is.EqualTo(-1));
        Assert.That(call.Store.Reads, Is.Empty);
    }

    [Test]
    public async Task ReadAsync_VoicesBeyondTheBufferLimit_AreAllMixed()
    {
        const int Tracks = 60;
        var format = new AudioFormat(SampleEncoding.Pcm32, SampleRate.FromHertz(8000), 2);
        var shared = StoredCall.Create(Chunks.Of("t", 0, 0, 70_000) with { Format = format });
        var chunk = shared.Chunks.Single();
        var voice = NaiveDecoder.Decode(chunk.Format, shared.PayloadOf(chunk));
        var timeline = Timeline.Create([.. Enumerable.Range(0, Tracks).Select(i => chunk with { Track = Domain.Chats.TrackName.From($"t{i}") })]);

        var file = await ReadAsync(shared.Open(timeline));

        for (var frame = 0; frame < voice.Length; frame++)
        {
            var sample = BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(Header + (2 * frame)));
            Assert.That(sample, Is.EqualTo(Math.Clamp(voice[frame] * Tracks, short.MinValue, short.MaxValue)));
        }

        Assert.That(shared.Store.MaxBytesPerRead, Is.LessThan(4 * 1024 * 1024));
    }

    [Test]
    public void ReadAsync_StoreUnavailable_Throws()
    {
        var call = StoredCall.Create(LinearPcm("a", 0, 0, 1000));
        call.Store.Fault = new DependencyUnavailableException(Dependency.Storage, null);

        Assert.ThrowsAsync<DependencyUnavailableException>(() => ReadAsync(call.Open()));
    }

    [Test]
    public async Task ReadAsync_AfterAFault_ReturnsTheWholeFile([Values(0, 2)] int windowsAhead)
    {
        var call = StoredCall.Create(LinearPcm("a", 0, 0, 90_000), LinearPcm("b", 0, 500, 90_000));
        call.Store.WindowsAhead = windowsAhead;
        await using var stream = call.Open();
        call.Store.Fault = new DependencyUnavailableException(Dependency.Storage, null);
        Assert.ThrowsAsync<DependencyUnavailableException>(() => ReadAsync(stream));

        call.Store.Fault = null;

        Assert.That((await ReadAsync(stream)).AsSpan().SequenceEqual(call.ExpectedFile()), Is.True);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(100)]
    public async Task ReadAsync_AtOrPastTheEnd_IsEmpty(int past)
    {
        await using var stream = StoredCall.Create(LinearPcm("a", 0, 0, 100)).Open();
        stream.Position = stream.Length + past;

        Assert.That(await stream.ReadAsync(new byte[10]), Is.Zero);
    }

    [TestCase(10, SeekOrigin.Begin, 10)]
    [TestCase(5, SeekOrigin.Current, 25)]
    [TestCase(-4, SeekOrigin.End, 240)]
    public void Seek_AnyOrigin_SetsThePosition(long offset, SeekOrigin origin, long expected)
    {
        using var stream = StoredCall.Create(LinearPcm("a", 0, 0, 100)).Open();
        stream.Position = 20;

        Assert.That(stream.Seek(offset, origin), Is.EqualTo(expected));
        Assert.That(stream.Position, Is.EqualTo(expected));
    }

    [Test]
    public void AnyMember_Unsupported_Throws()
    {
        using var stream = StoredCall.Create(LinearPcm("a", 0, 0, 100)).Open();

        Assert.Multiple(() =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => stream.Position = -1);
            Assert.Throws<NotSupportedException>(() => _ = stream.Read(new byte[1], 0, 1));
            Assert.Throws<NotSupportedException>(() => stream.Write(new byte[1], 0, 1));
            Assert.Throws<NotSupportedException>(() => stream.SetLength(1));
        });
    }

    private static Chunk LinearPcm(string track, int sequence, long startFrame, long frames) =>
        Chunks.Of(track, sequence, startFrame / 8m, frames);

    private static Task<byte[]> ReadAsync(WavStream stream) => ReadAsync(stream, 0, (int)stream.Length);

    private static async Task<byte[]> ReadAsync(WavStream stream, long at, int length)
    {
        var bytes = new byte[length];
        stream.Position = at;
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
