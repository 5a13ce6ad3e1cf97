using Recordings.Application.Timelines;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Tests.Timelines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TimelineCacheTests
{
    /// <summary>Two such timelines fit into the cache, three do not: each weighs 14 MB of 32.</summary>
    private const int Long = 20_000;

    private static readonly ChatKey First = new(1);
    private static readonly ChatKey Second = new(2);
    private static readonly ChatKey Third = new(3);
    private static readonly Timeline Timeline = Timeline.Create([RecordingRows.Chunk]);

    private readonly TimelineCache _cache = new();

    [Test]
    public void Find_EmptyCache_IsNull() => Assert.That(_cache.Find(First, 1), Is.Null);

    [Test]
    public void Find_KeptTimeline_IsItWithItsSummary()
    {
        Keep(First, 1);

        Assert.That(_cache.Find(First, 1), Is.EqualTo(new KnownTimeline(1, Timeline, RecordingRows.Summary)));
    }

    [Test]
    public void Find_OtherChunkCount_IsNull()
    {
        Keep(First, 1);

        Assert.That(_cache.Find(First, 2), Is.Null);
    }

    [Test]
    public void Find_OtherCapture_IsNull()
    {
        Keep(First, 1);

        Assert.That(_cache.Find(Second, 1), Is.Null);
    }

    [Test]
    public void Keep_FullCache_DropsTheLeastRecentlyKept()
    {
        Keep(First, Long);
        Keep(Second, Long);
        Keep(Third, Long);

        Assert.That(Found(), Is.EqualTo((false, true, true)));
    }

    [Test]
    public void Keep_FullCache_DoesNotDropTheRecentlyFound()
    {
        Keep(First, Long);
        Keep(Second, Long);
        _cache.Find(First, Long);
        Keep(Third, Long);

        Assert.That(Found(), Is.EqualTo((true, false, true)));
    }

    [Test]
    public void Keep_SameTimelineAgain_WeighsNothing()
    {
        Keep(First, Long);
        Keep(Second, Long);
        Keep(Second, Long);

        Assert.That(Found(), Is.EqualTo((true, true, false)));
    }

    [Test]
    public void Keep_TimelineLargerThanTheCache_IsFound()
    {
        Keep(First, 200_000);

        Assert.That(_cache.Find(First, 200_000), Is.Not.Null);
    }

    [Test]
    public void Keep_AfterALargeTimelineIsDropped_HasItsPlace()
    {
        Keep(First, 200_000);
        Keep(Second, Long);
        Keep(Third, Long);

        Assert.That(Found(), Is.EqualTo((false, true, true)));
    }

    [Test]
    public void MakeRoom_FullCache_DropsUntilTheTimelineFits()
    {
        Keep(First, Long);
        Keep(Second, Long);

        _cache.MakeRoom(Long);

        Assert.That(Found(), Is.EqualTo((false, true, false)));
    }

    [Test]
    public void MakeRoom_MoreThanTheCacheHolds_DropsAll()
    {
        Keep(First, 1);

        _cache.MakeRoom(200_000);

        Assert.That(_cache.Find(First, 1), Is.Null);
    }

    private void Keep(ChatKey chat, int chunks) => _cache.Keep(chat, new KnownTimeline(chunks, Timeline, RecordingRows.Summary));

    private (bool First, bool Second, bool Third) Found() =>
        (_cache.Find(First, Long) is not null, _cache.Find(Second, Long) is not null, _cache.Find(Third, Long) is not null);
}
