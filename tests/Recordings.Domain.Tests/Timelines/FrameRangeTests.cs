using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

public sealed class FrameRangeTests
{
    [TestCase(-1, 0)]
    [TestCase(-2, -1)]
    [TestCase(5, 4)]
    [TestCase(0, -1)]
    public void Constructor_NegativeOrReversed_Throws(long start, long end) =>
        Assert.That(() => new FrameRange(start, end), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(0, 0, 0, true)]
    [TestCase(7, 7, 0, true)]
    [TestCase(7, 8, 1, false)]
    [TestCase(0, long.MaxValue, long.MaxValue, false)]
    public void Length_OfARange_ExcludesTheEnd(long start, long end, long length, bool empty)
    {
        var range = new FrameRange(start, end);

        Assert.That((range.Length, range.IsEmpty), Is.EqualTo((length, empty)));
    }

    [TestCase(0, 10, 5, 15, 5, 10)]
    [TestCase(5, 15, 0, 10, 5, 10)]
    [TestCase(0, 10, 2, 4, 2, 4)]
    [TestCase(0, 10, 0, 10, 0, 10)]
    [TestCase(0, 10, 10, 20, 10, 10)]
    [TestCase(10, 20, 0, 10, 10, 10)]
    [TestCase(0, 5, 8, 9, 8, 8)]
    [TestCase(8, 9, 0, 5, 8, 8)]
    [TestCase(0, 10, 4, 4, 4, 4)]
    public void Intersect_OtherRange_IsTheFramesInBoth(long start, long end, long otherStart, long otherEnd, long first, long last) =>
        Assert.That(
            new FrameRange(start, end).Intersect(new FrameRange(otherStart, otherEnd)),
            Is.EqualTo(new FrameRange(first, last)));
}
