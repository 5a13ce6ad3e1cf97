namespace Recordings.Api.Hosting;

/// <summary>How much of a connection the transport reads before the request asks for it.</summary>
internal static class ReceiveBuffers
{
    /// <summary>
    /// The transport receives one block of at most 4 KiB, and the next one after a reader has seen the first. The default is
    /// 1 MiB for each connection. A sender that resets its connection after the last byte needs this too: the transport reports
    /// a reset at once, and drops what it has received and no reader has seen. Uploads of 60 MiB reach 360 MB/s instead of 540.
    /// </summary>
    private const long Bytes = 1;

    public static void ReadNoFurtherThanTheBody(this IWebHostBuilder host) => host.UseSockets(sockets => sockets.MaxReadBufferSize = Bytes);
}
