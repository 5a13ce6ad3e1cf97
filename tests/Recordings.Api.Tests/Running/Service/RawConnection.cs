using System.Net.Sockets;
using System.Text;

namespace Recordings.Api.Tests.Running.Service;

/// <summary>Sends bytes over a socket that no HTTP client would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly TcpClient _client = new();
    private NetworkStream _stream = null!;

    public static async Task<RawConnection> OpenAsync(Uri service)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(service.Host, service.Port);
        connection._stream = connection._client.GetStream();
        return connection;
    }

    /// <summary>Sends the bytes and reads until the other side closes; fails the test if it does not close in time.</summary>
    public async Task<string> SendAndReadToEndAsync(string request)
    {
        await SendAsync(request);
        using var timeout = new CancellationTokenSource(Timeout);
        using var reader = new StreamReader(_stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(timeout.Token);
    }

    /// <summary>Sends the bytes and reads the first line of the answer.</summary>
    public async Task<string?> SendAndReadStatusAsync(string request)
    {
        await SendAsync(request);
        using var timeout = new CancellationTokenSource(Timeout);
        using var reader = new StreamReader(_stream, Encoding.Latin1, leaveOpen: true);
        return await reader.ReadLineAsync(timeout.Token);
    }

    public void Dispose() => _client.Dispose();

    private async Task SendAsync(string request)
    {
        try
        {
            await _stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        }
        catch (IOException)
        {
            // The server closed the connection while the client was sending. The answer contains the reason.
        }
    }
}
