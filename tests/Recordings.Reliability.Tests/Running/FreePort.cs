using System.Net;
using System.Net.Sockets;

namespace Recordings.Reliability.Tests.Running;

/// <summary>
/// Loopback ports below the range that the kernel assigns to clients. A port of that range could be taken by a client, even by
/// a client that tries to reconnect to the service on the same port.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int End = 32_000;

    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                // Try another port.
            }
        }
    }
}
