using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

public sealed class OverlapResolverTests
{
    [Test]
    public void Overlap_OfTwoChunks_SoundsFromTheLater() =>
        Assert.That(Heard(Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, 50, 800)), Is.EqualTo(["0@0-400", "1@400-1200"]));

    [Test]
    public void NestedChunk_AfterItsEnd_LetsTheOuterSoundAgain() =>
        Assert.That(Heard(Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, 25, 200)), Is.EqualTo(["0@0-200", "1@200-400", "0@400-800"]));

    [Test]
    public void SameStart_OfTwoChunks_SoundsFromTheHigherSequence() =>
        Assert.That(Heard(Chunks.Of("a", 7, 0, 800), Chunks.Of("a", 3, 0, 900)), Is.EqualTo(["7@0-800", "3@800-900"]));

    [Test]
    public void JoiningChunk_PlacedAfterAnother_SoundsInstead() =>
        Assert.That(
            Heard(Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, 81, 320), Chunks.Of("a", 2, 82, 400)),
            Is.EqualTo(["0@0-656", "2@656-800", "0@800-1120"]));

    [Test]
    public void CoveredChunk_UnderAnotherOfTheSameStart_NeverSounds() =>
        Assert.That(Heard(Chunks.Of("a", 0, 0, 100), Chunks.Of("a", 1, 0, 100)), Is.EqualTo(["1@0-100"]));

    [Test]
    public void JoinedChunks_OfOneRun_MakeOneSpan() =>
        Assert.That(Heard(Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, 100, 800), Chunks.Of("a", 2, 200, 800)), Is.EqualTo(["0@0-2400"]));

    [Test]
    public void NestedChunks_TwoHundredThousand_SoundAroundTheInner()
    {
        const int Count = 200_000;
        var any = Chunks.Of("a", 0, 0, 1);
        var chunks = Enumerable.Range(0, Count)
            .Select(i => any with { Sequence = i, Start = new MediaTime(i * 1_000_000L), Frames = 8 * 2 * (Count - i) })
            .ToArray();

        Assert.That(Timeline.Create(chunks).Tracks[0].Spans, Has.Count.EqualTo((2 * Count) - 1));
    }

    [Test]
    public void JoinedChunks_TwoHundredThousand_MakeOneRun()
    {
        var any = Chunks.Of("a", 0, 0, 160);
        var chunks = Enumerable.Range(0, 200_000).Select(i => any with { Sequence = i, Start = new MediaTime(i * 20_000_000L) }).ToArray();

        Assert.That(Timeline.Create(chunks).Tracks[0].Spans.Single().Run.Parts, Has.Count.EqualTo(200_000));
    }

    private static string[] Heard(params Chunk[] chunks) => Timeline.Create(chunks).Tracks.Single().Heard();
}
