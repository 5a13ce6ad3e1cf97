using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Recordings.Api.Hosting.Connections;

namespace Recordings.Api.Tests.Hosting.Connections;

/// <summary>Two connections are allowed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConnectionSlotsTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly ConnectionSlots _slots = new(2, TimeProvider.System);
    private readonly Connection _a = new();
    private readonly Connection _b = new();
    private readonly Connection _c = new();

    [Test]
    public async Task Take_BelowTheLimit_Admits() => Assert.That(await _slots.TakeAsync(_a) is not null && await _slots.TakeAsync(_b) is not null);

    [Test]
    public async Task Take_AllBusy_DoesNotAdmit()
    {
        await FillAsync(busyA: true, busyB: true);

        Assert.That(await _slots.TakeAsync(_c), Is.Null);
        Assert.That((_a.Events, _b.Events), Is.EqualTo(("", "")));
    }

    [Test]
    public async Task Take_OldestClosesWhenAsked_Admits()
    {
        var (a, _) = await FillAsync();
        _a.OnRequestClose = () => _slots.Release(a);

        Assert.That(await _slots.TakeAsync(_c), Is.Not.Null);
        Assert.That((_a.Events, _b.Events), Is.EqualTo(("close", "")));
    }

    [Test]
    public async Task Take_OldestWasAskedLast_ClosesTheOther()
    {
        var (a, b) = await FillAsync();
        _slots.BeginRequest(a);
        _slots.EndRequest(a);
        _b.OnRequestClose = () => _slots.Release(b);

        Assert.That(await _slots.TakeAsync(_c), Is.Not.Null);
        Assert.That((_a.Events, _b.Events), Is.EqualTo(("", "close")));
    }

    [Test]
    public async Task Take_OldestDoesNotClose_IsAborted()
    {
        var (a, _) = await FillAsync();
        _a.OnAbort = () => _slots.Release(a);

        Assert.That(await _slots.TakeAsync(_c), Is.Not.Null);
        Assert.That((_a.Events, _b.Events), Is.EqualTo(("close abort", "")));
    }

    [Test]
    public async Task Take_RequestBeginsAtTheLastMoment_ClosesAnother()
    {
        var (a, b) = await FillAsync();
        _a.OnRequestClose = () => _slots.BeginRequest(a);
        _b.OnRequestClose = () => _slots.Release(b);

        Assert.That(await _slots.TakeAsync(_c), Is.Not.Null);
        Assert.That((_a.Events, _b.Events), Is.EqualTo(("close", "close")));
    }

    [Test]
    public async Task Take_LastIdleBecomesBusy_DoesNotAdmit()
    {
        var (a, _) = await FillAsync(busyB: true);
        _a.OnRequestClose = () => _slots.BeginRequest(a);

        Assert.That(await _slots.TakeAsync(_c).AsTask().WaitAsync(Timeout), Is.Null);
    }

    [Test]
    public async Task Take_OthersWaitAlready_TheNewestWaits()
    {
        var (a, _) = await FillAsync(busyB: true);
        var closing = new TaskCompletionSource();
        _a.OnRequestClose = closing.SetResult;
        var earlier = _slots.TakeAsync(_c).AsTask();
        await closing.Task.WaitAsync(Timeout);

        var later = _slots.TakeAsync(new Connection()).AsTask();
        _slots.Release(a);

        Assert.That((await earlier.WaitAsync(Timeout), await later.WaitAsync(Timeout)), Is.EqualTo(((ConnectionSlot?)null, await later)));
        Assert.That(await later, Is.Not.Null);
    }

    [Test]
    public async Task EndRequest_WhileClosing_IsNotIdleAgain()
    {
        var (a, _) = await FillAsync(busyB: true);
        _a.OnRequestClose = () => _slots.BeginRequest(a);
        await _slots.TakeAsync(_c).AsTask().WaitAsync(Timeout);

        _slots.EndRequest(a);

        Assert.That(await _slots.TakeAsync(new Connection()), Is.Null);
    }

    [Test]
    public async Task Release_OfAConnection_AdmitsAnother()
    {
        var (a, _) = await FillAsync(busyA: true, busyB: true);
        _slots.EndRequest(a);
        _slots.Release(a);

        Assert.That(await _slots.TakeAsync(_c), Is.Not.Null);
    }

    private async Task<(ConnectionSlot A, ConnectionSlot B)> FillAsync(bool busyA = false, bool busyB = false)
    {
        var (a, b) = ((await _slots.TakeAsync(_a))!, (await _slots.TakeAsync(_b))!);
        if (busyA)
            _slots.BeginRequest(a);
        if (busyB)
            _slots.BeginRequest(b);
        return (a, b);
    }

    private sealed class Connection : DefaultConnectionContext, IConnectionLifetimeNotificationFeature
    {
        public Connection() => Features.Set<IConnectionLifetimeNotificationFeature>(this);

        public Action OnRequestClose { get; set; } = () => { };

        public Action OnAbort { get; set; } = () => { };

        public string Events { get; private set; } = "";

        public CancellationToken ConnectionClosedRequested { get; set; }

        public void RequestClose()
        {
            Events = "close";
            OnRequestClose();
        }

        public override void Abort(ConnectionAbortedException abortReason)
        {
            Events += " abort";
            OnAbort();
        }
    }
}
