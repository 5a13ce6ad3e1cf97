using FsCheck;
using FsCheck.Fluent;

namespace Recordings.Infrastructure.Tests.Inspection;

[TestFixture]
public sealed class WavLayoutTests
{
    private static readonly byte[] Mono16 = WavBuilder.Fmt(1, 1, 8000, 16);

    [TestCase(1000, 1000u, 500)]
    [TestCase(1000, 998u, 499, Description = "Bytes after the data are not audio")]
    [TestCase(1001, 1001u, 500, Description = "An incomplete last frame is dropped")]
    [TestCase(1000, 0x7FFF_F000u, 500, Description = "sox to a pipe")]
    [TestCase(1000, 0x8000_0000u, 500)]
    [TestCase(1000, 0xFFFF_FFFFu, 500, Description = "ffmpeg to a pipe")]
    [TestCase(1000, 0x7FFF_0000u, 500, Description = "GStreamer to a pipe")]
    [TestCase(1000, 2_000_000_000u, 500)]
    [TestCase(1000, (64u << 20) + 1, 500)]
    [TestCase(1000, 1001u, 500, Description = "Writers that count a header")]
    [TestCase(1000, 1044u, 500)]
    [TestCase(1000, 0u, 500, Description = "A writer that was killed before it filled the size in")]
    [TestCase(44, 88u, 22)]
    [TestCase(2, 2u, 1)]
    public async Task InspectAsync_DataSize_DecidesTheFrames(int present, uint declaredSize, int frames)
    {
        Assert.That((await TestInspector.AudioAsync(WavBuilder.Plain(present, declaredSize))).Frames, Is.EqualTo(frames));
    }

    [TestCase(1200, 4000u)]
    [TestCase(1200, 1245u)]
    [TestCase(1200, 64u << 20)]
    [TestCase(0, 45u)]
    public async Task InspectAsync_BodyShorterThanDataSize_IsRejected(int present, uint declaredSize)
    {
        var reason = await TestInspector.ReasonAsync(WavBuilder.Plain(present, declaredSize));

        Assert.That(reason, Is.EqualTo($"The body is truncated: the data chunk announces {declaredSize} bytes but the body ends after {present} of them."));
    }

    [TestCase(0, 0u)]
    [TestCase(1, 1u)]
    [TestCase(0, 1u)]
    [TestCase(0, 44u)]
    [TestCase(0, 0x7FFF_F000u)]
    [TestCase(0, 0xFFFF_FFFFu)]
    public async Task InspectAsync_NoWholeFrame_IsRejected(int present, uint declaredSize)
    {
        Assert.That(await TestInspector.ReasonAsync(WavBuilder.Plain(present, declaredSize)), Does.Contain("empty").And.Contain("no whole frame"));
    }

    [TestCase(3, 1, 0x7FFF_EFFFu)]
    [TestCase(3, 2, 0x7FFF_EFFCu)]
    public async Task InspectAsync_UnknownSizeInWholeFrames_SamplesReachTheEnd(int bytesPerSample, int channels, uint declaredSize)
    {
        var file = new WavBuilder()
            .Chunk("fmt ", WavBuilder.Fmt(1, channels, 8000, 8 * bytesPerSample)).Chunk("data", new byte[60], declaredSize).Build();

        Assert.That((await TestInspector.AudioAsync(file)).Frames, Is.EqualTo(60 / bytesPerSample / channels));
    }

    [Test]
    public async Task InspectAsync_UnknownChunks_AreSkippedWithPadding()
    {
        var file = new WavBuilder().Chunk("JUNK", new byte[27]).Chunk("LIST", new byte[5000]).Chunk("fmt ", Mono16)
            .Chunk("fact", new byte[4]).Chunk("\0\0\0\0", new byte[1]).Chunk("data", new byte[8]).Chunk("id3 ", new byte[9]).Build();

        var audio = await TestInspector.AudioAsync(file);

        Assert.That((audio.Frames, audio.PayloadOffset), Is.EqualTo((4L, 12L + 36 + 5008 + 24 + 12 + 10 + 8)));
    }

    [TestCase("")]
    [TestCase("R")]
    [TestCase("RIFF\0\0\0\0WAV")]
    [TestCase("RIFF\0\0\0\0AVI fmt ")]
    [TestCase("RIFX\0\0\0\0WAVEfmt ")]
    [TestCase("OggS\0\0\0\0WAVEfmt ")]
    [TestCase("riff\0\0\0\0wavefmt ")]
    public async Task InspectAsync_NotRiffWave_IsRejected(string body)
    {
        Assert.That(await TestInspector.ReasonAsync(System.Text.Encoding.Latin1.GetBytes(body)), Does.Contain("not a RIFF/WAVE"));
    }

    [Test]
    public async Task InspectAsync_DataBeforeFmt_IsRejected()
    {
        var file = new WavBuilder().Chunk("data", new byte[8]).Chunk("fmt ", Mono16).Build();

        Assert.That(await TestInspector.ReasonAsync(file), Does.Contain("before a fmt chunk"));
    }

    [Test]
    public async Task InspectAsync_TwoFmtChunks_IsRejected()
    {
        var file = new WavBuilder().Chunk("fmt ", Mono16).Chunk("fmt ", Mono16).Chunk("data", new byte[8]).Build();

        Assert.That(await TestInspector.ReasonAsync(file), Does.Contain("more than one fmt"));
    }

    [TestCase(0u)]
    [TestCase(1000u)]
    [TestCase(uint.MaxValue)]
    public async Task InspectAsync_NoDataChunk_IsRejected(uint junkSize)
    {
        var file = new WavBuilder().Chunk("fmt ", Mono16).Chunk("JUNK", [], junkSize).Build();

        Assert.That(await TestInspector.ReasonAsync(file), Does.Contain("ends before a data chunk"));
    }

    [Test]
    public async Task InspectAsync_DataInsideOversizedChunk_IsRejected()
    {
        var file = new WavBuilder().Chunk("fmt ", Mono16).Chunk("JUNK", [], uint.MaxValue).Chunk("data", new byte[8]).Build();

        Assert.That(await TestInspector.ReasonAsync(file), Does.Contain("ends before a data chunk"));
    }

    [FsCheck.NUnit.Property]
    public Property InspectAsync_ValidFileWithOtherChunks_FindsTheSamples() => Prop.ForAll(
        Gen.Choose(0, 9000).ArrayOf().ToArbitrary(),
        Gen.Choose(2, 40000).ToArbitrary(),
        (others, dataBytes) =>
        {
            var builder = new WavBuilder().Chunk("fmt ", Mono16);
            foreach (var length in others)
                builder.Chunk("LIST", new byte[length]);
            var offset = builder.Build().Length + 8;

            var audio = TestInspector.AudioAsync(builder.Chunk("data", new byte[dataBytes]).Build()).GetAwaiter().GetResult();

            return audio.PayloadOffset == offset && audio.Frames == dataBytes / 2;
        });
}
