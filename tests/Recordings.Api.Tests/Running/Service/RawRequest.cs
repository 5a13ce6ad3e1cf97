using System.Net.Sockets;
using System.Text;

namespace Recordings.Api.Tests.Running.Service;

/// <summary>Sends requests that no HTTP client would send: the bytes of the target stay unchanged.</summary>
internal static class RawRequest
{
    /// <summary>The whole answer to a GET, head and body, as Latin-1.</summary>
    public static Task<string> GetAsync(Uri server, string target) => GetAsync(server, target, server.Authority);

    public static async Task<string> GetAsync(Uri server, string target, string host, params string[] fields)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Host, server.Port);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(
            $"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{string.Concat(fields.Select(field => field + "\r\n"))}\r\n"));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
