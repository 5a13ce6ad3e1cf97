using Recordings.Application.Scheduling;

namespace Recordings.Application.Tests.Scheduling;

public sealed class TurnQueueTests
{
    [Test]
    public async Task Take_FreeSlot_IsTakenAtOnce()
    {
        var queue = new TurnQueue<string>(2);

        using var first = await queue.TakeAsync("a", CancellationToken.None);
        using var second = await queue.TakeAsync("a", CancellationToken.None);

        Assert.That(queue.TakeAsync("a", CancellationToken.None).IsCompleted, Is.False);
    }

    [Test]
    public async Task Release_ManyOfOneKeyWait_OtherKeyIsSecond()
    {
        var queue = new TurnQueue<string>(1);
        var slot = await queue.TakeAsync("busy", CancellationToken.None);
        List<string> order = [];
        List<Task> work = [];
        for (var i = 0; i < 50; i++)
            work.Add(RunAsync("busy"));
        work.Add(RunAsync("other"));

        slot.Dispose();
        await Task.WhenAll(work);

        Assert.That(order.IndexOf("other"), Is.EqualTo(1));
        Assert.That(order.Count, Is.EqualTo(51));

        async Task RunAsync(string key)
        {
            using var taken = await queue.TakeAsync(key, CancellationToken.None);
            order.Add(key);
        }
    }

    [Test]
    public async Task Release_OneKey_ServesInOrder()
    {
        var queue = new TurnQueue<string>(1);
        var slot = await queue.TakeAsync("a", CancellationToken.None);
        var second = queue.TakeAsync("a", CancellationToken.None);
        var third = queue.TakeAsync("a", CancellationToken.None);

        slot.Dispose();
        var taken = await second;

        Assert.That(third.IsCompleted, Is.False);
        taken.Dispose();
        (await third).Dispose();
    }

    [Test]
    public async Task Take_CancelledWait_LosesNoSlot()
    {
        var queue = new TurnQueue<string>(1);
        using var cancellation = new CancellationTokenSource();
        var slot = await queue.TakeAsync("a", CancellationToken.None);
        var cancelled = queue.TakeAsync("b", cancellation.Token);
        var next = queue.TakeAsync("c", CancellationToken.None);

        await cancellation.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        slot.Dispose();

        (await next).Dispose();
        Assert.That(queue.TakeAsync("b", CancellationToken.None).IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task Dispose_Twice_ReturnsOneSlot()
    {
        var queue = new TurnQueue<string>(1);
        var slot = await queue.TakeAsync("a", CancellationToken.None);

        slot.Dispose();
        slot.Dispose();

        Assert.That(queue.TakeAsync("a", CancellationToken.None).IsCompleted, Is.True);
        Assert.That(queue.TakeAsync("a", CancellationToken.None).IsCompleted, Is.False);
    }
}
