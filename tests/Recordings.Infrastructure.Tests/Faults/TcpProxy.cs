using System.Net;
using System.Net.Sockets;

namespace Recordings.Infrastructure.Tests.Faults;

/// <summary>A TCP proxy on a loopback port that can be told to fail. Connections keep the outage they began with, unless cut.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private const int UsualPiece = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly DnsEndPoint _target;
    private readonly Task _accepting;
    private CancellationTokenSource _connections = new();
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

    /// <summary>Connections since the outage was set.</summary>
    public int Accepted => _accepted;

    /// <summary>Those of them that were cut in the middle of what was said.</summary>
    public int Broken => _broken;

    private Outage Outage { get; set; } = new Outage.None();

    /// <summary>Cuts every connection; new ones meet the outage.</summary>
    public void Set(Outage outage)
    {
        Outage = outage;
        (_accepted, _broken) = (0, 0);
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
            await Task.WhenAny(
                AskAsync(client, server.GetStream(), outage, cancellationToken),
                AnswerAsync(server.GetStream(), client, outage, cancellationToken));
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException or SocketException)
        {
            Reset(client);
        }
    }

    private async Task AskAsync(TcpClient client, NetworkStream to, Outage outage, CancellationToken cancellationToken)
    {
        var from = client.GetStream();
        switch (outage)
        {
            case Outage.BlackHole:
                await from.CopyToAsync(Stream.Null, cancellationToken);
                break;
            case Outage.StallRequestsAfter { Bytes: var bytes }:
                await PassAsync(from, to, bytes, UsualPiece, TimeSpan.Zero, cancellationToken);
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case Outage.CutRequestsAfter { Bytes: var bytes }:
                if (await PassAsync(from, to, bytes, UsualPiece, TimeSpan.Zero, cancellationToken))
                    Break(client);
                break;
            default:
                await from.CopyToAsync(to, cancellationToken);
                break;
        }
    }

    private async Task AnswerAsync(NetworkStream from, TcpClient client, Outage outage, CancellationToken cancellationToken)
    {
        var to = client.GetStream();
        switch (outage)
        {
            case Outage.CutAfter { Bytes: var bytes, Reset: var reset }:
                if (!await PassAsync(from, to, bytes, UsualPiece, TimeSpan.Zero, cancellationToken))
                    break;
                if (reset)
                    Break(client);
                else
                    Interlocked.Increment(ref _broken);
                break;
            case Outage.Slow { Delay: var delay, PieceBytes: var piece }:
                await PassAsync(from, to, long.MaxValue, piece, delay, cancellationToken);
                break;
            default:
                await from.CopyToAsync(to, cancellationToken);
                break;
        }
    }

    /// <summary>Whether there was more to pass on than the limit lets; false when the sender ended first.</summary>
    private static async Task<bool> PassAsync(
        NetworkStream from, NetworkStream to, long limit, int piece, TimeSpan delay, CancellationToken cancellationToken)
    {
        var buffer = new byte[piece];
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0; limit -= read)
        {
            if (delay > TimeSpan.Zero)
                await Task.Delay(delay, cancellationToken);
            await to.WriteAsync(buffer.AsMemory(0, (int)Math.Min(read, limit)), cancellationToken);
            if (read > limit)
                return true;
        }

        return false;
    }

    private void Break(TcpClient client)
    {
        Interlocked.Increment(ref _broken);
        Reset(client);
    }

    private static void Reset(TcpClient client) => client.Client.Close(timeout: 0);
}
