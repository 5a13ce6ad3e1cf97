using System.Net;
using System.Net.Sockets;

namespace Recordings.Reliability.Tests.Running;

/// <summary>
/// Loopback ports below the range that the kernel gives to clients: one of those could be taken by a client, even by one
/// that is waiting for the service on it to come back.
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
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                // Another one, then.
            }
        }
    }
}
