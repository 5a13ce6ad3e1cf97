namespace Recordings.Infrastructure.Tests.Inspection;

[TestFixture]
public sealed class Rf64Tests
{
    private const uint InDs64 = uint.MaxValue;

    [TestCase(1000ul, InDs64, 500)]
    [TestCase(600ul, InDs64, 300)]
    [TestCase(600ul, 1000u, 500, Description = "A size that fits into 32 bits stands in the data chunk")]
    [TestCase(0ul, InDs64, 500, Description = "ffmpeg leaves it 0 when it writes to a pipe")]
    [TestCase(0x7FFF_F000ul, InDs64, 500)]
    [TestCase(0x1_0000_0000ul, InDs64, 500)]
    [TestCase(ulong.MaxValue, InDs64, 500)]
    [TestCase(1044ul, InDs64, 500)]
    [TestCase(ulong.MaxValue >> 1, InDs64, 500)]
    [TestCase((64ul << 20) + 1, InDs64, 500)]
    [TestCase(600ul, 0u, 500, Description = "Only the largest number points to ds64")]
    public async Task InspectAsync_DataSizeInDs64_DecidesTheFrames(ulong inDs64, uint inData, int frames)
    {
        foreach (var form in new[] { "RF64", "BW64" })
            Assert.That((await TestInspector.AudioAsync(File(form, inDs64, inData))).Frames, Is.EqualTo(frames));
    }

    [Test]
    public async Task InspectAsync_UnknownSizeBeforeList_EndsAtTheList([Values(0ul, ulong.MaxValue)] ulong inDs64)
    {
        var file = new WavBuilder("BW64").Chunk("ds64", WavBuilder.Ds64(inDs64)).Chunk("fmt ", WavBuilder.Fmt(1, 1, 8000, 16))
            .Chunk("data", new byte[1000], InDs64).Chunk("LIST", new byte[26]).Build();

        Assert.That((await TestInspector.AudioAsync(file)).Frames, Is.EqualTo(500));
    }

    [TestCase(7, 8, 99ul, 99)]
    [TestCase(7, 8, 98ul, 100)]
    [TestCase(7, 8, 0ul, 100)]
    [TestCase(1, 16, 99ul, 50)]
    public async Task InspectAsync_FramesInDs64_TellWhetherThePadByteIsCounted(int tag, int bits, ulong framesInDs64, int frames)
    {
        var file = new WavBuilder("RF64").Chunk("ds64", WavBuilder.Ds64(100, framesInDs64)).Chunk("fmt ", WavBuilder.Fmt(tag, 1, 8000, bits))
            .Chunk("data", new byte[100], InDs64).Chunk("LIST", new byte[90]).Build();

        Assert.That((await TestInspector.AudioAsync(file)).Frames, Is.EqualTo(frames));
    }

    [Test]
    public async Task InspectAsync_NoDs64_SizeIsUnknown()
    {
        var file = new WavBuilder("RF64").Chunk("fmt ", WavBuilder.Fmt(1, 1, 8000, 16)).Chunk("data", new byte[1000], InDs64).Build();

        Assert.That((await TestInspector.AudioAsync(file)).Frames, Is.EqualTo(500));
    }

    [Test]
    public async Task InspectAsync_NoAudioAndSizeZeroInDs64_IsEmpty()
    {
        var file = new WavBuilder("RF64").Chunk("ds64", WavBuilder.Ds64(0)).Chunk("fmt ", WavBuilder.Fmt(1, 1, 8000, 16))
            .Chunk("data", [], InDs64).Chunk("LIST", new byte[26]).Build();

        Assert.That(await TestInspector.ReasonAsync(file), Does.Contain("empty"));
    }

    [Test]
    public async Task InspectAsync_TwoDs64Chunks_IsRejected()
    {
        var file = new WavBuilder("RF64").Chunk("ds64", WavBuilder.Ds64(8)).Chunk("ds64", WavBuilder.Ds64(4)).Build();

        Assert.That(await TestInspector.ReasonAsync(file), Does.Contain("more than one ds64"));
    }

    [TestCase(4000ul)]
    [TestCase(64ul << 20)]
    public async Task InspectAsync_BodyShorterThanDs64Size_IsRejected(ulong inDs64)
    {
        Assert.That(
            await TestInspector.ReasonAsync(File("RF64", inDs64, InDs64)),
            Does.Contain($"announces {inDs64} bytes but the body ends after 1000"));
    }

    [Test]
    public async Task InspectAsync_Ds64TooShort_IsRejected()
    {
        var file = new WavBuilder("RF64").Chunk("ds64", new byte[24]).Build();

        Assert.That(await TestInspector.ReasonAsync(file), Does.Contain("ds64 chunk has 24 bytes"));
    }

    [Test]
    public async Task InspectAsync_Ds64InRiff_IsIgnored()
    {
        Assert.That((await TestInspector.AudioAsync(File("RIFF", 600, InDs64))).Frames, Is.EqualTo(500));
    }

    private static byte[] File(string form, ulong inDs64, uint inData) => new WavBuilder(form)
        .Chunk("ds64", WavBuilder.Ds64(inDs64)).Chunk("fmt ", WavBuilder.Fmt(1, 1, 8000, 16)).Chunk("data", new byte[1000], inData).Build();
}
