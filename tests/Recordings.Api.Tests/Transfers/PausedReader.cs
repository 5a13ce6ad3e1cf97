using System.Net.Sockets;
using System.Text;

namespace Recordings.Api.Tests.Transfers;

/// <summary>A reader that takes the head of an answer and then only what a test tells it to take.</summary>
internal sealed class PausedReader : IDisposable
{
    /// <summary>Small and fixed, so that the reader's system takes little beyond what the test reads.</summary>
    private const int ReceiveBufferBytes = 8 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Socket _socket;

    private PausedReader(Socket socket) => _socket = socket;

    /// <summary>The status line and the headers.</summary>
    public string Head { get; private set; } = "";

    public static async Task<PausedReader> GetAsync(HttpClient client, string address)
    {
        var url = new Uri(client.BaseAddress!, address);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = ReceiveBufferBytes };
        var reader = new PausedReader(socket);
        await socket.ConnectAsync(url.Host, url.Port);
        await socket.SendAsync(Encoding.Latin1.GetBytes(
            $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nAuthorization: {client.DefaultRequestHeaders.Authorization}\r\n\r\n"));
        await reader.ReadHeadAsync();
        return reader;
    }

    /// <summary>Reads until the end of the connection, or until this many bytes.</summary>
    /// <returns>The bytes read; fewer than <paramref name="bytes"/> when the connection ended.</returns>
    public async Task<long> TakeAsync(long bytes)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        var buffer = new byte[64 * 1024];
        var taken = 0L;
        try
        {
            while (taken < bytes)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, bytes - taken)), timeout.Token);
                if (read == 0)
                    break;
                taken += read;
            }
        }
        catch (SocketException)
        {
            // Reset by the service.
        }

        return taken;
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReadHeadAsync()
    {
        using var timeout = new CancellationTokenSource(Timeout);
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await _socket.ReceiveAsync(one, timeout.Token) > 0)
            head.Append((char)one[0]);
        Head = head.ToString();
    }
}
