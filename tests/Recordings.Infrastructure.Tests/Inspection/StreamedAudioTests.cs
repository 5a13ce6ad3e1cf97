using System.Text;

namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>Data whose size the writer did not know: too large for any body, or 0.</summary>
[TestFixture]
public sealed class StreamedAudioTests
{
    private const int Max = 5000;

    private static readonly byte[] Noise = [.. WavBuilder.Samples(200_000).Select(value => (byte)(value | 0x80))];

    [Test]
    public async Task InspectAsync_LastListOrId3_IsNotHeard(
        [Values("LIST", "id3 ")] string id, [Values(0, 26, 27, 3000)] int bytes, [Values] bool padded, [Values(0u, uint.MaxValue)] uint size)
    {
        var chunk = new WavBuilder().Chunk(id, new byte[bytes]).Build()[12..];
        var tail = padded ? chunk : chunk[..(8 + bytes)];

        Assert.That(await FramesAsync(size, [.. Noise[..1001], .. tail]), Is.EqualTo(1001));
    }

    [TestCase(48 * 1024)]
    [TestCase((48 * 1024) - 7)]
    [TestCase((48 * 1024) - 15)]
    [TestCase((96 * 1024) - 20)]
    public async Task InspectAsync_LastListAcrossTwoReads_IsNotHeard(int at)
    {
        for (var shift = 0; shift < 24; shift++)
            Assert.That(await FramesAsync(uint.MaxValue, [.. Noise[..(at + shift)], .. Chunk("LIST", 26)]), Is.EqualTo(at + shift));
    }

    [TestCase("LIST", "id3 ")]
    [TestCase("id3 ", "LIST")]
    public async Task InspectAsync_LastListAndId3_AreNotHeard(string first, string second)
    {
        Assert.That(await FramesAsync(0, [.. Noise[..1000], .. Chunk(first, 50), .. Chunk(second, 60)]), Is.EqualTo(1000));
    }

    [Test]
    public async Task InspectAsync_ListInsideAList_EndsAtTheOuterOne()
    {
        var outer = new WavBuilder().Chunk("LIST", [.. "adtl"u8, .. Chunk("LIST", 30)]).Build()[12..];

        Assert.That(await FramesAsync(uint.MaxValue, [.. Noise[..1000], .. outer]), Is.EqualTo(1000));
    }

    [TestCase("LIST", 24u)]
    [TestCase("LIST", 27u)]
    [TestCase("list", 26u)]
    [TestCase("bext", 26u)]
    public async Task InspectAsync_OtherLastBytes_AreHeard(string id, uint size)
    {
        var tail = new WavBuilder().Chunk(id, new byte[26], size).Build()[12..];

        Assert.That(await FramesAsync(uint.MaxValue, [.. Noise[..1000], .. tail]), Is.EqualTo(1034));
    }

    [Test]
    public async Task InspectAsync_ListThatDoesNotEndTheBody_IsHeard()
    {
        Assert.That(await FramesAsync(uint.MaxValue, [.. Noise[..1000], .. Chunk("LIST", 26), .. Noise[..3]]), Is.EqualTo(1037));
    }

    [Test]
    public async Task InspectAsync_OnlyAList_IsEmpty()
    {
        Assert.That(await ReasonAsync(uint.MaxValue, Chunk("LIST", 26)), Does.Contain("empty"));
    }

    [TestCase("LIST,bext,cue ")]
    [TestCase("junk")]
    public async Task InspectAsync_SizeZeroAndOnlyChunks_IsEmpty(string ids)
    {
        Assert.That(await ReasonAsync(0, [.. ids.Split(',').SelectMany(id => Chunk(id, 26))]), Does.Contain("empty"));
    }

    [Test]
    public async Task InspectAsync_SizeZeroAndUnpaddedChunk_IsEmpty()
    {
        Assert.That(await ReasonAsync(0, [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3]), Does.Contain("empty"));
    }

    [Test]
    public async Task InspectAsync_SizeZeroAndChunkThenSound_IsAllSound()
    {
        Assert.That(await FramesAsync(0, [.. Chunk("ABCD", 4), .. Noise[..100]]), Is.EqualTo(112));
    }

    [Test]
    public async Task InspectAsync_SizeZeroAndSilence_IsSound()
    {
        Assert.That(await FramesAsync(0, new byte[300]), Is.EqualTo(300));
    }

    [TestCase(0u)]
    [TestCase(80u)]
    [TestCase(uint.MaxValue)]
    public async Task InspectAsync_SizeZeroAndSecondDataChunk_IsRejected(uint size)
    {
        byte[] second = new WavBuilder().Chunk("data", Noise[..80], size).Build()[12..];

        Assert.That(await ReasonAsync(0, second), Does.Contain("second data chunk"));
        Assert.That(await ReasonAsync(0, [.. Chunk("LIST", 4), .. second]), Does.Contain("second data chunk"));
    }

    [Test]
    public async Task InspectAsync_StreamsJoined_AreRejected(
        [Values("RIFF", "RF64", "BW64")] string form, [Values(0u, 0x7FFF_0000u)] uint size, [Values(0, 1, 49_140, 98_301)] int at)
    {
        var second = new WavBuilder(form).Chunk("fmt ", WavBuilder.Fmt(1, 1, 8000, 16)).Chunk("data", new byte[90], uint.MaxValue).Build();

        for (var shift = 0; shift < 16; shift++)
            Assert.That(await ReasonAsync(size, [.. Noise[..(at + shift)], .. second]), Does.Contain($"byte {44 + at + shift}"));
    }

    [Test]
    public async Task InspectAsync_SignatureWithoutAChunk_IsHeard()
    {
        byte[] sound = [.. Noise[..100], .. Encoding.Latin1.GetBytes("RIFF\0\0\0\0WAVE"), .. Noise[..100]];

        Assert.That(await FramesAsync(uint.MaxValue, sound), Is.EqualTo(212));
    }

    [Test]
    public async Task InspectAsync_FileInsideALastList_IsNotHeard()
    {
        var picture = new WavBuilder().Chunk("id3 ", WavBuilder.Plain(100)).Build()[12..];

        Assert.That(await FramesAsync(uint.MaxValue, [.. Noise[..100], .. picture]), Is.EqualTo(100));
    }

    [TestCase((uint)Max, false)]
    [TestCase(Max + 1u, true)]
    public async Task InspectAsync_LimitOfBodies_DecidesWhatIsUnknown(uint size, bool isAudio)
    {
        var file = File(size, Noise[..100]);

        var inspection = await TestInspector.InspectAsync(new WatchedBody(file), TestInspector.Wav, Max);

        Assert.That(inspection, isAudio ? Is.InstanceOf<Application.Ports.ChunkInspection.Audio>() : Is.InstanceOf<Application.Ports.ChunkInspection.Rejected>());
    }

    private static byte[] Chunk(string id, int bytes) => new WavBuilder().Chunk(id, new byte[bytes]).Build()[12..];

    /// <summary>A mono µ-law file whose data chunk has this size in its header, and what follows that header.</summary>
    private static byte[] File(uint size, byte[] rest) =>
        new WavBuilder().Chunk("fmt ", WavBuilder.Fmt(7, 1, 8000, 8)).Chunk("data", [], size).Bytes(rest).Build();

    private static async Task<long> FramesAsync(uint size, byte[] rest) => (await TestInspector.AudioAsync(File(size, rest))).Frames;

    private static Task<string> ReasonAsync(uint size, byte[] rest) => TestInspector.ReasonAsync(File(size, rest));
}
