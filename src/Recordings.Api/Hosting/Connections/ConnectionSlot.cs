using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Recordings.Api.Hosting.Connections;

/// <summary>One connection. <see cref="ConnectionSlots"/> guards its state.</summary>
internal sealed class ConnectionSlot
{
    private readonly ConnectionContext _connection;
    private readonly TaskCompletionSource<bool> _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConnectionSlot(ConnectionContext connection)
    {
        _connection = connection;
        Place = new LinkedListNode<ConnectionSlot>(this);
    }

    /// <summary>The slot's place among the idle connections, or among the waiting ones.</summary>
    public LinkedListNode<ConnectionSlot> Place { get; }

    /// <summary>Requests in progress. Only HTTP/2 has several.</summary>
    public int Requests { get; set; }

    /// <summary>It was asked to close. It serves no further request, so it is not idle again.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Completes with false when the connection is not admitted.</summary>
    public Task<bool> Admitted => _admitted.Task;

    public void Decide(bool admitted) => _admitted.TrySetResult(admitted);

    /// <summary>Asks the server to close the connection. A request that begins at this moment is still answered.</summary>
    public void RequestClose() => _connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();

    /// <summary>Ends a connection that does not close by itself, such as one with half of a head.</summary>
    public void Abort() => _connection.Abort(new ConnectionAbortedException("An idle connection makes room for another one."));

    public void End() => _ended.TrySetResult();

    /// <summary>True when the connection ended in time.</summary>
    public async Task<bool> WaitForEndAsync(TimeSpan timeout, TimeProvider time)
    {
        try
        {
            await _ended.Task.WaitAsync(timeout, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
