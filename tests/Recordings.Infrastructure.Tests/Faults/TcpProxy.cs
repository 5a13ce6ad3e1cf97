using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Recordings.Infrastructure.Tests.Faults;

/// <summary>A TCP proxy on a loopback port that simulates outages. A connection keeps the outage of its start until it is cut.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private const int DefaultPieceBytes = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly DnsEndPoint _target;
    private readonly Task _accepting;
    private Group _connections = new(new Outage.None());
    private int _accepted;
    private int _broken;

    public TcpProxy(Uri target)
    {
        _target = new DnsEndPoint(target.Host, target.Port);
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>The number of connections since the outage was set.</summary>
    public int Accepted => _accepted;

    /// <summary>The number of these connections that were cut during a message.</summary>
    public int Broken => _broken;

    /// <summary>Cuts all connections, and applies the outage to new ones.</summary>
    public void Set(Outage outage) => Replace(outage).Cut.Cancel();

    /// <summary>Keeps connections open but forwards nothing, like a firewall that lost their state. New connections work.</summary>
    public void ForgetConnections() => Replace(new Outage.None()).IsForgotten = true;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
    }

    private Group Replace(Outage outage)
    {
        (_accepted, _broken) = (0, 0);
        return Interlocked.Exchange(ref _connections, new Group(outage));
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Interlocked.Increment(ref _accepted);
                serving.Add(ServeAsync(client, Volatile.Read(ref _connections)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client, Group group)
    {
        using var ownClient = client;
        using var server = new TcpClient();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(group.Cut.Token, _stopping.Token);
        try
        {
            if (group.Outage is Outage.Away)
                return;

            await server.ConnectAsync(_target.Host, _target.Port, ending.Token);
            var connection = new Connection(client, client.GetStream(), server.GetStream(), group, ending.Token);
            await Task.WhenAny(ForwardRequestsAsync(connection, group.Outage), ForwardResponsesAsync(connection, group.Outage));
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException or SocketException)
        {
            Reset(client);
        }
    }

    private async Task ForwardRequestsAsync(Connection connection, Outage outage)
    {
        var (from, to) = (connection.ClientStream, connection.ServerStream);
        switch (outage)
        {
            case Outage.BlackHole:
                await from.CopyToAsync(Stream.Null, connection.Ending);
                break;
            case Outage.Says { Answer: var answer }:
                await from.ReadAtLeastAsync(new byte[DefaultPieceBytes], 1, throwOnEndOfStream: false, connection.Ending);
                await from.WriteAsync(Encoding.ASCII.GetBytes(answer), connection.Ending);
                break;
            case Outage.StallRequestsAfter { Bytes: var bytes }:
                await connection.ForwardAsync(from, to, bytes, DefaultPieceBytes, TimeSpan.Zero);
                await Task.Delay(Timeout.Infinite, connection.Ending);
                break;
            case Outage.CutRequestsAfter { Bytes: var bytes }:
                if (await connection.ForwardAsync(from, to, bytes, DefaultPieceBytes, TimeSpan.Zero))
                    Break(connection.Client);
                break;
            default:
                await connection.ForwardAsync(from, to, long.MaxValue, DefaultPieceBytes, TimeSpan.Zero);
                break;
        }
    }

    private async Task ForwardResponsesAsync(Connection connection, Outage outage)
    {
        var (from, to) = (connection.ServerStream, connection.ClientStream);
        switch (outage)
        {
            case Outage.CutAfter { Bytes: var bytes, Reset: var reset }:
                if (!await connection.ForwardAsync(from, to, bytes, DefaultPieceBytes, TimeSpan.Zero))
                    break;
                if (reset)
                    Break(connection.Client);
                else
                    Interlocked.Increment(ref _broken);
                break;
            case Outage.Slow { Delay: var delay, PieceBytes: var piece }:
                await connection.ForwardAsync(from, to, long.MaxValue, piece, delay);
                break;
            default:
                await connection.ForwardAsync(from, to, long.MaxValue, DefaultPieceBytes, TimeSpan.Zero);
                break;
        }
    }

    private void Break(TcpClient client)
    {
        Interlocked.Increment(ref _broken);
        Reset(client);
    }

    private static void Reset(TcpClient client) => client.Client.Close(timeout: 0);

    /// <summary>The connections that started under one outage.</summary>
    private sealed class Group(Outage outage)
    {
        public Outage Outage { get; } = outage;

        public CancellationTokenSource Cut { get; } = new();

        public volatile bool IsForgotten;
    }

    private sealed record Connection(
        TcpClient Client, NetworkStream ClientStream, NetworkStream ServerStream, Group Group, CancellationToken Ending)
    {
        /// <summary>Forwards bytes; true when the limit was reached, false when the sender ended first.</summary>
        public async Task<bool> ForwardAsync(NetworkStream from, NetworkStream to, long limit, int piece, TimeSpan delay)
        {
            var buffer = new byte[piece];
            for (int read; (read = await from.ReadAsync(buffer, Ending)) > 0; limit -= read)
            {
                if (delay > TimeSpan.Zero || Group.IsForgotten)
                    await Task.Delay(Group.IsForgotten ? Timeout.InfiniteTimeSpan : delay, Ending);
                await to.WriteAsync(buffer.AsMemory(0, (int)Math.Min(read, limit)), Ending);
                if (read > limit)
                    return true;
            }

            return false;
        }
    }
}
