using System.Net;
using System.Net.Sockets;

namespace Recordings.Infrastructure.Tests.Faults;

/// <summary>A TCP proxy on a loopback port that can be told to fail. Connections keep the outage they began with, unless cut.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly DnsEndPoint _target;
    private readonly Task _accepting;
    private CancellationTokenSource _connections = new();
    private int _accepted;

    public TcpProxy(Uri target)
    {
        _target = new DnsEndPoint(target.Host, target.Port);
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Connections since the outage was set.</summary>
    public int Accepted => _accepted;

    private Outage Outage { get; set; } = new Outage.None();

    /// <summary>Cuts every connection; new ones meet the outage.</summary>
    public void Set(Outage outage)
    {
        Outage = outage;
        _accepted = 0;
        var old = _connections;
        _connections = new CancellationTokenSource();
        old.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _connections.CancelAsync();
        _listener.Stop();
        await _accepting;
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
                serving.Add(ServeAsync(client, Outage, _connections.Token));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client, Outage outage, CancellationToken cancellationToken)
    {
        using var ownClient = client;
        using var server = new TcpClient();
        try
        {
            if (outage is Outage.Away)
                return;

            await server.ConnectAsync(_target.Host, _target.Port, cancellationToken);
            var requests = client.GetStream().CopyToAsync(outage is Outage.BlackHole ? Stream.Null : server.GetStream(), cancellationToken);
            await Task.WhenAny(requests, AnswerAsync(server.GetStream(), client, outage, cancellationToken));
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException or SocketException)
        {
            Reset(client);
        }
    }

    private static async Task AnswerAsync(NetworkStream from, TcpClient client, Outage outage, CancellationToken cancellationToken)
    {
        var to = client.GetStream();
        var buffer = new byte[outage is Outage.Slow { PieceBytes: var piece } ? piece : 64 * 1024];
        var left = outage is Outage.CutAfter { Bytes: var bytes } ? bytes : long.MaxValue;
        for (int read; left > 0 && (read = await from.ReadAsync(buffer, cancellationToken)) > 0; left -= read)
        {
            if (outage is Outage.Slow { Delay: var delay })
                await Task.Delay(delay, cancellationToken);
            await to.WriteAsync(buffer.AsMemory(0, (int)Math.Min(read, left)), cancellationToken);
        }

        if (outage is Outage.CutAfter { Reset: true })
            Reset(client);
    }

    private static void Reset(TcpClient client) => client.Client.Close(timeout: 0);
}
