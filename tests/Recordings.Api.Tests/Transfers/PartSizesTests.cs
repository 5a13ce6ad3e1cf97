using Recordings.Api.Tests.Running.Service;
using Recordings.Api.Transfers;
using Recordings.Application.Scheduling;

namespace Recordings.Api.Tests.Transfers;

public sealed class PartSizesTests
{
    private const long Plenty = 1L << 40;

    [Test]
    public void Take_First_IsOfTheFirstSize() => Assert.That(Take(Create(Budget(), 0), taken: 0), Is.EqualTo(PartSizes.First));

    /// <summary>What the reader took in the last second.</summary>
    [TestCase(0, PartSizes.Smallest)]
    [TestCase(16_000, PartSizes.Smallest)]
    [TestCase(200_000, 32 * 1024)]
    [TestCase(10_000_000, PartSizes.Largest)]
    public void Take_Next_FollowsThePaceOfTheReader(long inASecond, int expected)
    {
        const long Before = 100_000_000;
        var time = new SteppedTime();
        var sizes = new PartSizes(Budget(), Before, time);
        Take(sizes, Before);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(Take(sizes, Before + inASecond), Is.EqualTo(expected));
    }

    [Test]
    public void Take_NextAtOnceOfAProvenConnection_IsTheLargest()
    {
        const long Before = 100_000_000;
        var sizes = Create(Budget(), Before);
        Take(sizes, Before);

        Assert.That(Take(sizes, Before), Is.EqualTo(PartSizes.Largest));
    }

    /// <summary>A reader's system takes this much by itself.</summary>
    [TestCase(128 * 1024 - 1)]
    [TestCase(100_000)]
    public void Take_NewConnectionThatTookLittle_IsTheSmallest(long taken)
    {
        var sizes = Create(Budget(), 0);
        Take(sizes, 0);

        Assert.That(Take(sizes, taken), Is.EqualTo(PartSizes.Smallest));
    }

    [Test]
    public void Take_BudgetIsUsedUp_IsTheSmallest()
    {
        var budget = Budget();
        using var all = budget.TryTake(PartSizes.Largest);

        Assert.That(Take(Create(budget, 0), 0), Is.EqualTo(PartSizes.Smallest));
    }

    [Test]
    public void Dispose_LargePart_ReturnsItsBytes()
    {
        var budget = Budget();
        var part = Create(budget, 0).Take(0, 0, Plenty);
        var during = budget.Free;

        part.Dispose();

        Assert.That((during, budget.Free), Is.EqualTo(((long)PartSizes.Largest - PartSizes.First, (long)PartSizes.Largest)));
    }

    [TestCase(1)]
    [TestCase(PartSizes.First - 1)]
    public void Take_LessRemains_IsTheRest(long remaining) =>
        Assert.That(Create(Budget(), 0).Take(0, 0, remaining).Size, Is.EqualTo(remaining));

    [TestCase(100, 0)]
    [TestCase(100, PartSizes.Largest)]
    [TestCase(PartSizes.Smallest - 1, 0)]
    public void Take_OffsetInsideABlock_EndsWithABlock(long offset, int used)
    {
        var budget = new ByteBudget(PartSizes.Largest);
        using var lease = used > 0 ? budget.TryTake(used) : null;

        using var part = Create(budget, 0).Take(0, offset, Plenty);

        Assert.That((offset + part.Size) % PartSizes.Smallest, Is.Zero);
        Assert.That(part.Size, Is.Positive);
    }

    private static int Take(PartSizes sizes, long taken)
    {
        using var part = sizes.Take(taken, 0, Plenty);
        return part.Size;
    }

    private static PartSizes Create(ByteBudget budget, long taken) => new(budget, taken, new SteppedTime());

    private static ByteBudget Budget() => new(PartSizes.Largest);
}
