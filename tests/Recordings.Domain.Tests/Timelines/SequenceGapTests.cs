using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

public sealed class SequenceGapTests
{
    [TestCase("0", "")]
    [TestCase("7", "")]
    [TestCase("0 1 2", "")]
    [TestCase("2 1 0", "")]
    [TestCase("0 2", "1-1")]
    [TestCase("2147483647 2 3 5", "4-4 6-2147483646")]
    [TestCase("9 0 4", "1-3 5-8")]
    [TestCase("0 2147483647", "1-2147483646")]
    public void Gaps_BetweenTheSequencesOfATrack_AreIntervals(string sequences, string gaps)
    {
        var chunks = sequences.Split(' ').Select((sequence, i) => Chunks.Of("a", int.Parse(sequence), i * 100, 8)).ToArray();

        Assert.That(string.Join(' ', Timeline.Create(chunks).Outline.Tracks[0].Gaps.Select(gap => $"{gap.First}-{gap.Last}")), Is.EqualTo(gaps));
    }

    [Test]
    public void Gaps_OfOneTrack_IgnoreTheSequencesOfAnother() =>
        Assert.That(
            Timeline.Create([Chunks.Of("a", 0, 0, 8), Chunks.Of("b", 1, 0, 8), Chunks.Of("a", 2, 100, 8)]).Outline.Tracks[0].Gaps,
            Is.EqualTo(new[] { new SequenceGap(1, 1) }));
}
