using Recordings.Application.Scheduling;

namespace Recordings.Application.Tests.Scheduling;

public sealed class ByteBudgetTests
{
    [Test]
    public async Task Take_MoreThanFree_WaitsForReturn()
    {
        var budget = new ByteBudget(100);
        var first = await budget.TakeAsync(60, CancellationToken.None);
        var second = budget.TakeAsync(60, CancellationToken.None);

        Assert.That(second.IsCompleted, Is.False);
        first.Dispose();

        using var taken = await second;
        Assert.That(budget.Free, Is.EqualTo(40));
    }

    [Test]
    public async Task Take_SmallWorkBehindLarge_WaitsItsTurn()
    {
        var budget = new ByteBudget(100);
        var first = await budget.TakeAsync(60, CancellationToken.None);
        var large = budget.TakeAsync(90, CancellationToken.None);
        var small = budget.TakeAsync(10, CancellationToken.None);

        Assert.That(small.IsCompleted, Is.False);
        Assert.That(budget.TryTake(10), Is.Null);
        first.Dispose();

        (await large).Dispose();
        (await small).Dispose();
        Assert.That(budget.Free, Is.EqualTo(100));
    }

    [Test]
    public async Task Take_MoreThanCapacity_RunsAlone()
    {
        var budget = new ByteBudget(100);

        using var all = await budget.TakeAsync(1000, CancellationToken.None);

        Assert.That(budget.Free, Is.EqualTo(0));
    }

    [Test]
    public async Task Take_CancelledWait_LetsTheNextPass()
    {
        var budget = new ByteBudget(100);
        using var cancellation = new CancellationTokenSource();
        using var first = await budget.TakeAsync(60, CancellationToken.None);
        var large = budget.TakeAsync(90, cancellation.Token);
        var small = budget.TakeAsync(10, CancellationToken.None);

        await cancellation.CancelAsync();

        Assert.That(async () => await large, Throws.InstanceOf<OperationCanceledException>());
        (await small).Dispose();
        Assert.That(budget.Free, Is.EqualTo(40));
    }

    [Test]
    public void Dispose_Twice_ReturnsBytesOnce()
    {
        var budget = new ByteBudget(100);
        var lease = budget.TryTake(30)!;

        lease.Dispose();
        lease.Dispose();

        Assert.That(budget.Free, Is.EqualTo(100));
    }
}
