namespace Recordings.Domain.Tests.Timelines;

public sealed class ChunkTests
{
    [TestCase(0)]
    [TestCase(-1)]
    public void Frames_BelowOne_Throw(long frames) =>
        Assert.That(() => Chunks.Of("a", 0, 0, frames), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
