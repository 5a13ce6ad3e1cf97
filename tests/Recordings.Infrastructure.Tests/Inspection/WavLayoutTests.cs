using FsCheck;
using FsCheck.Fluent;

namespace Recordings.Infrastructure.Tests.Inspection;

[TestFixture]
public sealed class WavLayoutTests
{
    private static readonly byte[] Mono16 = WavBuilder.Fmt(1, 1, 8000, 16);

    [TestCase(1000, 1000u, 500)]
    [TestCase(1000, 998u, 499, Description = "Bytes after the data are not audio")]
    [TestCase(1001, 1001u, 500, Description = "An odd last piece of a frame is dropped")]
    [TestCase(1000, 0x7FFF_F000u, 500, Description = "sox to a pipe")]
    [TestCase(1000, 0x8000_0000u, 500)]
    [TestCase(1000, 0xFFFF_FFFFu, 500, Description = "ffmpeg to a pipe")]
    [TestCase(2, 2u, 1)]
    public async Task InspectAsync_DataSize_DecidesTheFrames(int present, uint announced, int frames)
    {
        Assert.That((await Inspected.AudioAsync(WavBuilder.Plain(present, announced))).Frames, Is.EqualTo(frames));
    }

    [TestCase(1200, 4000u)]
    [TestCase(1200, 1201u)]
    [TestCase(1200, 0x7FFF_EFFFu)]
    [TestCase(0, 1u)]
    public async Task InspectAsync_SmallerSizeThanUnknownNotReached_IsRefusedAsTruncated(int present, uint announced)
    {
        var refusal = await Inspected.RefusalAsync(WavBuilder.Plain(present, announced));

        Assert.That(refusal, Is.EqualTo($"The data chunk announces {announced} bytes but the body ends after {present} of them."));
    }

    [TestCase(0, 0u)]
    [TestCase(1, 1u)]
    [TestCase(100, 0u)]
    [TestCase(0, 0x7FFF_F000u)]
    [TestCase(0, 0xFFFF_FFFFu)]
    public async Task InspectAsync_NoWholeFrame_IsRefusedAsEmpty(int present, uint announced)
    {
        Assert.That(await Inspected.RefusalAsync(WavBuilder.Plain(present, announced)), Does.Contain("no whole frame"));
    }

    [TestCase(3, 1, 0x7FFF_EFFFu)]
    [TestCase(3, 2, 0x7FFF_EFFCu)]
    public async Task InspectAsync_UnknownSizeRoundedDownToFrames_MeansToTheEnd(int bytesPerSample, int channels, uint announced)
    {
        var file = new WavBuilder().Chunk("fmt ", WavBuilder.Fmt(1, channels, 8000, 8 * bytesPerSample)).Chunk("data", new byte[60], announced).Build();

        Assert.That((await Inspected.AudioAsync(file)).Frames, Is.EqualTo(60 / bytesPerSample / channels));
    }

    [Test]
    public async Task InspectAsync_UnknownChunksBeforeAndBetween_AreSkippedWithTheirPadding()
    {
        var file = new WavBuilder().Chunk("JUNK", new byte[27]).Chunk("LIST", new byte[5000]).Chunk("fmt ", Mono16)
            .Chunk("fact", new byte[4]).Chunk("\0\0\0\0", new byte[1]).Chunk("data", new byte[8]).Chunk("id3 ", new byte[9]).Build();

        var audio = await Inspected.AudioAsync(file);

        Assert.That((audio.Frames, audio.PayloadOffset), Is.EqualTo((4L, 12L + 36 + 5008 + 24 + 12 + 10 + 8)));
    }

    [TestCase("")]
    [TestCase("R")]
    [TestCase("RIFF\0\0\0\0WAV")]
    [TestCase("RIFF\0\0\0\0AVI fmt ")]
    [TestCase("RIFX\0\0\0\0WAVEfmt ")]
    [TestCase("OggS\0\0\0\0WAVEfmt ")]
    [TestCase("riff\0\0\0\0wavefmt ")]
    public async Task InspectAsync_NotRiffWave_IsRefused(string body)
    {
        Assert.That(await Inspected.RefusalAsync(System.Text.Encoding.Latin1.GetBytes(body)), Does.Contain("not a RIFF/WAVE"));
    }

    [Test]
    public async Task InspectAsync_DataBeforeFmt_IsRefused()
    {
        var file = new WavBuilder().Chunk("data", new byte[8]).Chunk("fmt ", Mono16).Build();

        Assert.That(await Inspected.RefusalAsync(file), Does.Contain("before a fmt chunk"));
    }

    [Test]
    public async Task InspectAsync_TwoFmtChunks_IsRefused()
    {
        var file = new WavBuilder().Chunk("fmt ", Mono16).Chunk("fmt ", Mono16).Chunk("data", new byte[8]).Build();

        Assert.That(await Inspected.RefusalAsync(file), Does.Contain("more than one fmt"));
    }

    [TestCase(0u)]
    [TestCase(1000u)]
    [TestCase(uint.MaxValue)]
    public async Task InspectAsync_NoDataChunkWithinTheBody_IsRefused(uint junkSize)
    {
        var file = new WavBuilder().Chunk("fmt ", Mono16).Chunk("JUNK", [], junkSize).Build();

        Assert.That(await Inspected.RefusalAsync(file), Does.Contain("ends before a data chunk"));
    }

    [Test]
    public async Task InspectAsync_DataWithinAChunkThatReachesBeyondTheBody_IsRefused()
    {
        var file = new WavBuilder().Chunk("fmt ", Mono16).Chunk("JUNK", [], uint.MaxValue).Chunk("data", new byte[8]).Build();

        Assert.That(await Inspected.RefusalAsync(file), Does.Contain("ends before a data chunk"));
    }

    [FsCheck.NUnit.Property]
    public Property InspectAsync_WellFormedWithAnyOtherChunks_FindsItsSamples() => Prop.ForAll(
        Gen.Choose(0, 9000).ArrayOf().ToArbitrary(),
        Gen.Choose(2, 40000).ToArbitrary(),
        (others, dataBytes) =>
        {
            var builder = new WavBuilder().Chunk("fmt ", Mono16);
            foreach (var length in others)
                builder.Chunk("LIST", new byte[length]);
            var offset = builder.Build().Length + 8;

            var audio = Inspected.AudioAsync(builder.Chunk("data", new byte[dataBytes]).Build()).GetAwaiter().GetResult();

            return audio.PayloadOffset == offset && audio.Frames == dataBytes / 2;
        });
}
