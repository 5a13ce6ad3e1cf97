namespace Recordings.Infrastructure.Tests.Faults;

/// <summary>How a <see cref="TcpProxy"/> treats new connections.</summary>
internal abstract record Outage
{
    private Outage()
    {
    }

    /// <summary>Forwards everything.</summary>
    public sealed record None : Outage;

    /// <summary>Closes each connection at once, like a port without a listener.</summary>
    public sealed record Away : Outage;

    /// <summary>Reads requests and never answers.</summary>
    public sealed record BlackHole : Outage;

    /// <summary>Answers the first bytes of any request with this text, and closes the connection.</summary>
    public sealed record Says(string Answer) : Outage;

    /// <summary>Forwards this many bytes of responses. If there are more, it resets the connection or closes it normally.</summary>
    public sealed record CutAfter(long Bytes, bool Reset) : Outage;

    /// <summary>Forwards this many bytes of requests. If there are more, it resets the connection.</summary>
    public sealed record CutRequestsAfter(long Bytes) : Outage;

    /// <summary>Forwards this many bytes of requests, then stops reading, so that the sender hangs.</summary>
    public sealed record StallRequestsAfter(long Bytes) : Outage;

    /// <summary>Forwards responses in pieces, with a delay before each piece.</summary>
    public sealed record Slow(TimeSpan Delay, int PieceBytes) : Outage;
}
