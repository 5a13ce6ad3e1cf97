using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

public sealed class ChunkPlacementTests
{
    [TestCase("0", 0)]
    [TestCase("0.062499", 0)]
    [TestCase("0.0625", 1)]
    [TestCase("0.187499", 1)]
    [TestCase("0.1875", 2)]
    [TestCase("3600000.0625", 28_800_001)]
    public void Start_BetweenFrames_RoundsHalvesUp(string startMs, long frame)
    {
        var timeline = Timeline.Create([Chunks.Of("a", 0, decimal.Parse(startMs, System.Globalization.CultureInfo.InvariantCulture), 10)]);

        Assert.That(timeline.Outline.Tracks[0].Frames.Start, Is.EqualTo(frame));
    }

    [TestCase(80, 1)]
    [TestCase(120, 1)]
    [TestCase(79.875, 2)]
    [TestCase(120.125, 2)]
    [TestCase(79.9375, 1)]
    public void Chunk_NearThePreviousEnd_JoinsUpToTwentyMilliseconds(decimal startMs, int runs)
    {
        var timeline = Timeline.Create([Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, startMs, 800)]);

        Assert.That(Runs(timeline), Has.Length.EqualTo(runs));
    }

    [Test]
    public void Chunk_WithinTolerance_MovesToThePreviousEnd()
    {
        var timeline = Timeline.Create([Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, 93, 800)]);

        Assert.That(timeline.Tracks[0].Heard(), Is.EqualTo(["0@0-1600"]));
    }

    [Test]
    public void Chunk_BeyondTolerance_KeepsItsGivenStart()
    {
        var timeline = Timeline.Create([Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, 121, 800)]);

        Assert.That(timeline.Tracks[0].Heard(), Is.EqualTo(["0@0-800", "1@968-1768"]));
    }

    [TestCase(16, 1)]
    [TestCase(15, 2)]
    public void Chunk_ShorterThanTwiceTheDistance_DoesNotJoin(long frames, int runs)
    {
        var timeline = Timeline.Create([Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, 101, frames)]);

        Assert.That(Runs(timeline), Has.Length.EqualTo(runs));
    }

    [Test]
    public void ShorterLength_OfALowerRate_IsRoundedUp()
    {
        var timeline = Timeline.Create([Chunks.Of("b", 0, 0, 1, 12000), Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, 100.083334m, 1)]);

        Assert.That(Runs(timeline, 0), Has.Length.EqualTo(1), "1 frame at 8 kHz is 2 frames at 12 kHz; half of that is 1 frame");
    }

    [Test]
    public void Tolerance_AtARateThatFiftyDoesNotDivide_IsRoundedDown()
    {
        var late220 = Chunks.Of("a", 1, 0, 11025, 11025) with { Start = new MediaTime(1_019_955_000) };
        var late221 = late220 with { Start = new MediaTime(1_020_045_400) };

        Assert.That(
            new[] { late220, late221 }.Select(late => Runs(Timeline.Create([Chunks.Of("a", 0, 0, 11025, 11025), late])).Length),
            Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Drift_OfASlowClock_NeverExceedsTheTolerance()
    {
        var chunks = Enumerable.Range(0, 500).Select(i => Chunks.Of("a", i, i * 100.3m, 800)).ToArray();

        var spans = Timeline.Create(chunks).Tracks[0].Spans;

        var worst = spans.SelectMany(span => span.Run.Parts.Select(part =>
            Math.Abs(span.Run.Start + part.FirstFrame - part.Chunk.Start.ToFrames(span.Run.Rate)))).Max();
        Assert.That(worst, Is.InRange(140, 160));
    }

    [Test]
    public void End_OfALongRunAtALowerRate_IsRoundedOnce()
    {
        var run = Enumerable.Range(0, 100).Select(i => Chunks.Of("a", i, i * 12.625m, 101));
        Chunk[] chunks = [.. run, Chunks.Of("b", 0, 0, 1, 11025)];

        Assert.That(Runs(Timeline.Create(chunks), 0).Single().End, Is.EqualTo(13920), "10100 × 11025 ÷ 8000 = 13919.06");
    }

    [Test]
    public void JoiningChunk_OfAnotherRate_StartsARunAtThePreviousEnd()
    {
        var timeline = Timeline.Create(
            [Chunks.Of("a", 0, 0, 801), Chunks.Of("a", 1, 95, 1600, 12000), Chunks.Of("a", 2, 240, 1200, 12000)]);

        Assert.That(timeline.Tracks[0].Heard(), Is.EqualTo(["0@0-1202", "1@1202-4002"]));
    }

    [Test]
    public void PlacementOrder_OfEqualStarts_IsTheSequence()
    {
        var timeline = Timeline.Create([Chunks.Of("a", 2, 100, 800), Chunks.Of("a", 1, 100, 80), Chunks.Of("a", 0, 0, 800)]);

        Assert.That(Runs(timeline)[0].Parts.Select(part => part.Chunk.Sequence), Is.EqualTo(new[] { 0, 1 }));
    }

    private static Run[] Runs(Timeline timeline, int track = 0) => [.. timeline.Tracks[track].Spans.Select(span => span.Run).Distinct()];
}
