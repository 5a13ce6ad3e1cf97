using System.Buffers.Binary;
using System.Net.Sockets;

namespace Recordings.Api.Transfers;

/// <summary>Counts the bytes that the other side of a connection has taken, which finished writes do not show.</summary>
internal static class PeerBytes
{
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;

    /// <summary>The place of <c>tcpi_bytes_acked</c> in the kernel's <c>struct tcp_info</c>, which only ever grows at its end.</summary>
    private const int BytesAckedOffset = 120;

    /// <summary>
    /// The bytes that the peer's system has acknowledged since the connection began. The kernel takes megabytes at once and wakes a writer
    /// only when a third of its buffer is free, so a slow listener would look like a stalled one. Null when the system does not say.
    /// </summary>
    public static long? Count(Socket? socket)
    {
        if (socket is null || !OperatingSystem.IsLinux())
            return null;

        Span<byte> info = stackalloc byte[BytesAckedOffset + sizeof(long)];
        try
        {
            return socket.GetRawSocketOption(TcpLevel, TcpInfo, info) == info.Length
                && BinaryPrimitives.ReadInt64LittleEndian(info[BytesAckedOffset..]) is > 0 and var acknowledged
                    ? acknowledged
                    : null;
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // Not TCP, or closed in the meantime.
            return null;
        }
    }
}
