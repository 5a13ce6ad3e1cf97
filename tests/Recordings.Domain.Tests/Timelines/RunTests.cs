using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

public sealed class RunTests
{
    private static readonly Run ThreeParts =
        Timeline.Create([Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, 100, 800), Chunks.Of("a", 2, 200, 800)]).Tracks[0].Spans[0].Run;

    [TestCase(-31, 31, "")]
    [TestCase(-31, 32, "0")]
    [TestCase(0, 800, "0")]
    [TestCase(799, 2, "01")]
    [TestCase(800, 800, "1")]
    [TestCase(100, 2000, "012")]
    [TestCase(2399, 64, "2")]
    [TestCase(2400, 64, "")]
    [TestCase(900, 0, "")]
    public void PartsOver_Frames_GivesThePartsThatHoldThem(long first, long count, string parts) =>
        Assert.That(string.Concat(ThreeParts.PartsOver(first, count).ToArray().Select(part => part.Chunk.Sequence)), Is.EqualTo(parts));
}
