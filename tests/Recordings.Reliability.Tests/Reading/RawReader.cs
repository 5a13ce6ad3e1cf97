using System.Net.Sockets;
using System.Text;

namespace Recordings.Reliability.Tests.Reading;

/// <summary>A client that takes of an answer only what a test tells it to take.</summary>
internal sealed class RawReader : IDisposable
{
    /// <summary>Fixed: a system reports progress only when about half of its receive buffer is free.</summary>
    private const int ReceiveBufferBytes = 4 * 1024;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = ReceiveBufferBytes };

    /// <summary>True while the service has not ended the connection, as far as this reader has read.</summary>
    public bool IsOpen { get; private set; } = true;

    public static async Task<RawReader> GetAsync(Uri url)
    {
        var reader = new RawReader();
        await reader._socket.ConnectAsync(url.Host, url.Port);
        await reader._socket.SendAsync(Encoding.Latin1.GetBytes($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n\r\n"));
        return reader;
    }

    /// <summary>Waits for bytes and takes at most this many.</summary>
    public async Task TakeAsync(int bytes)
    {
        try
        {
            IsOpen = await _socket.ReceiveAsync(new byte[bytes]) > 0;
        }
        catch (SocketException)
        {
            IsOpen = false;
        }
    }

    /// <summary>Waits until the service has reset the connection, without taking a byte.</summary>
    public async Task WaitForResetAsync(CancellationToken cancellationToken)
    {
        while (!_socket.Poll(TimeSpan.Zero, SelectMode.SelectError) && _socket.Connected && !IsReset())
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        IsOpen = false;
    }

    public void Dispose() => _socket.Dispose();

    private bool IsReset() => _socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is not 0;
}
