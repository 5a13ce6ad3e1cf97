using Microsoft.AspNetCore.Connections;

namespace Recordings.Api.Hosting.Connections;

/// <summary>
/// Admits a limited number of connections. When the limit is reached, the connection that is idle for the longest time closes
/// and makes room. Idle is a connection without a request in progress: none was sent yet, the last one is answered, or the head
/// of the next one is incomplete. If no connection is idle, the new one is not admitted.
/// </summary>
/// <param name="limit">Connections at the same time.</param>
/// <param name="time">Measures how long a connection may take to close.</param>
internal sealed class ConnectionSlots(long limit, TimeProvider time)
{
    /// <summary>Closing takes milliseconds, unless the client does not read the rest of its last answer or has sent half of a head.</summary>
    private static readonly TimeSpan TimeToClose = TimeSpan.FromMilliseconds(250);

    /// <summary>An aborted connection ends at once, but later when the machine is overloaded; the waiting one should wait then.</summary>
    private static readonly TimeSpan TimeToAbort = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();

    /// <summary>The first is idle for the longest time.</summary>
    private readonly LinkedList<ConnectionSlot> _idle = new();

    /// <summary>As many as connections that are closing for them; the first waits for the longest time.</summary>
    private readonly LinkedList<ConnectionSlot> _waiting = new();

    private long _open;

    /// <summary>Null when the connection is not admitted.</summary>
    public async ValueTask<ConnectionSlot?> TakeAsync(ConnectionContext connection)
    {
        var slot = new ConnectionSlot(connection);
        lock (_lock)
        {
            if (_open < limit)
                Admit(slot);
            else if (CloseOldestIdle())
                _waiting.AddLast(slot.Place);
            else if (_waiting.Count > 0)
                TakeOver(slot);
            else
                slot.Decide(admitted: false);
        }

        return await slot.Admitted ? slot : null;
    }

    /// <summary>The connection has ended.</summary>
    public void Release(ConnectionSlot slot)
    {
        lock (_lock)
        {
            _open--;
            Leave(slot);
            if (_waiting.First is { } next)
            {
                _waiting.Remove(next);
                Admit(next.Value);
            }
        }

        slot.End();
    }

    public void BeginRequest(ConnectionSlot slot)
    {
        lock (_lock)
        {
            slot.Requests++;
            Leave(slot);
        }
    }

    public void EndRequest(ConnectionSlot slot)
    {
        lock (_lock)
        {
            slot.Requests--;
            if (slot is { Requests: 0, IsClosing: false })
                _idle.AddLast(slot.Place);
        }
    }

    private void Admit(ConnectionSlot slot)
    {
        _open++;
        _idle.AddLast(slot.Place);
        slot.Decide(admitted: true);
    }

    /// <summary>A waiting connection is idle too, so the one that waits for the longest time gives way.</summary>
    private void TakeOver(ConnectionSlot slot)
    {
        DismissOldestWaiting();
        _waiting.AddLast(slot.Place);
    }

    private void DismissOldestWaiting()
    {
        if (_waiting.First is not { } oldest)
            return;

        _waiting.Remove(oldest);
        oldest.Value.Decide(admitted: false);
    }

    private bool CloseOldestIdle()
    {
        if (_idle.First is not { } oldest)
            return false;

        _idle.Remove(oldest);
        oldest.Value.IsClosing = true;
        _ = CloseAsync(oldest.Value);
        return true;
    }

    private async Task CloseAsync(ConnectionSlot slot)
    {
        // Not inside the caller's lock: closing runs code of the server.
        await Task.Yield();
        slot.RequestClose();
        if (await slot.WaitForEndAsync(TimeToClose, time))
            return;

        if (!IsBusy(slot))
        {
            slot.Abort();
            if (await slot.WaitForEndAsync(TimeToAbort, time))
                return;
        }

        // A request began at the last moment: its answer may take long, so another connection makes the room.
        lock (_lock)
        {
            if (!CloseOldestIdle())
                DismissOldestWaiting();
        }
    }

    private bool IsBusy(ConnectionSlot slot)
    {
        lock (_lock)
            return slot.Requests > 0;
    }

    private static void Leave(ConnectionSlot slot) => slot.Place.List?.Remove(slot.Place);
}
