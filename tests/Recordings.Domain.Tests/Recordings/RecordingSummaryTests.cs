using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;
using Recordings.Domain.Tests.Timelines;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Recordings;

public sealed class RecordingSummaryTests
{
    [TestCase(8000, 1, 0)]
    [TestCase(8000, 7, 0)]
    [TestCase(8000, 8, 1)]
    [TestCase(44100, 44099, 999)]
    [TestCase(44100, 44100, 1000)]
    [TestCase(48000, 691_200_000, 14_400_000)]
    public void DurationMs_OfFrames_IsRoundedDown(int hertz, long frames, long expected) =>
        Assert.That(new RecordingSummary(default, SampleRate.FromHertz(hertz), frames).DurationMs, Is.EqualTo(expected));

    [Test]
    public void FileLength_OfFrames_IsTheHeaderAndTwoBytesEach() =>
        Assert.That(new RecordingSummary(default, SampleRate.FromHertz(8000), 1000).FileLengthOf(Rendition.Mix), Is.EqualTo(2044));

    [Test]
    public void ETag_OfASummary_IsTheFingerprintInQuotes() =>
        Assert.That(
            new RecordingSummary(default, SampleRate.FromHertz(8000), 1).ETagOf(Rendition.Mix),
            Is.EqualTo("\"0000000000000000000000000000000000000000000000000000000000000000\""));

    [Test]
    public void Create_OfATimeline_TakesItsRateAndLength()
    {
        Chunk[] chunks = [Chunks.Of("a", 0, 1000, 80), Chunks.Of("b", 0, 0, 160, 16000)];

        Assert.That(
            RecordingSummary.Create(Timeline.Create(chunks), chunks),
            Is.EqualTo(new RecordingSummary(Fingerprint.Compute(chunks), SampleRate.FromHertz(16000), 16160)));
    }
}
