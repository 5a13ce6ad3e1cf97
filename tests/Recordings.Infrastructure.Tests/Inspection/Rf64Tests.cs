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
    public async Task InspectAsync_DataSizeInDs64_DecidesTheFrames(ulong inDs64, uint inData, int frames)
    {
        Assert.That((await TestInspector.AudioAsync(File("RF64", inDs64, inData))).Frames, Is.EqualTo(frames));
    }

    [Test]
    public async Task InspectAsync_BodyShorterThanDs64Size_IsRejected()
    {
        Assert.That(
            await TestInspector.ReasonAsync(File("RF64", 4000, InDs64)),
            Does.Contain("announces 4000 bytes but the body ends after 1000"));
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
