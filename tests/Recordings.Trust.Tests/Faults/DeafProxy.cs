using System.Net;
using System.Net.Sockets;

namespace Recordings.Trust.Tests.Faults;

/// <summary>Passes a request on, waits for its answer, and breaks the connection instead of delivering it.</summary>
internal sealed class DeafProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;
    private readonly Uri _service;

    public DeafProxy(Uri service)
    {
        _service = service;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Answers that the service gave and nobody got.</summary>
    public int Swallowed { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await SwallowAnswerAsync(client);
            }
        }
        catch (SocketException stopped) when (stopped.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted)
        {
            // The test is over.
        }
    }

    private async Task SwallowAnswerAsync(TcpClient client)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(_service.Host, _service.Port);
        var sending = client.GetStream().CopyToAsync(server.GetStream());
        if (await server.GetStream().ReadAsync(new byte[4096]) > 0)
            Swallowed++;
        client.Client.LingerState = new LingerOption(true, 0);
        client.Close();
        await sending.ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
