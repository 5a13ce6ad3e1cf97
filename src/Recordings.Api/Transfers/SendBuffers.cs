using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Recordings.Api.Transfers;

/// <summary>Bounds what one connection holds of a response, in the server and in the kernel.</summary>
internal static class SendBuffers
{
    private const int TcpLevel = 6;
    private const int TcpUnsentLowMark = 25; // TCP_NOTSENT_LOWAT

    /// <summary>
    /// The kernel would take up to 4 MiB for each reader that stalls. Below this mark of unsent bytes it still has enough to fill
    /// every window, and what the reader has left to take stays under the service's control. CPU per MB over loopback: 0.7 ms for a whole
    /// file with a mark of 128 KiB, 0.5 ms with 256 KiB, and 0.5 ms without one.
    /// </summary>
    private const int UnsentBytes = 256 * 1024;

    public static void UseSmallSendBuffers(this IWebHostBuilder host)
    {
        host.ConfigureKestrel(kestrel => kestrel.Limits.MaxResponseBufferSize = PartSizes.Smallest);
        host.UseSockets(sockets =>
        {
            sockets.MaxWriteBufferSize = PartSizes.Smallest;
            sockets.CreateBoundListenSocket = CreateListener;
        });
    }

    /// <summary>Accepted connections inherit the option.</summary>
    private static Socket CreateListener(EndPoint endpoint)
    {
        var listener = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (OperatingSystem.IsLinux() && listener.ProtocolType is ProtocolType.Tcp)
            listener.SetRawSocketOption(TcpLevel, TcpUnsentLowMark, BitConverter.GetBytes(UnsentBytes));
        return listener;
    }
}
