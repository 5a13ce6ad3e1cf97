namespace Recordings.Infrastructure.Tests.Faults;

/// <summary>What a <see cref="TcpProxy"/> does to new connections.</summary>
internal abstract record Outage
{
    private Outage()
    {
    }

    /// <summary>Passes everything on.</summary>
    public sealed record None : Outage;

    /// <summary>Closes connections at once, as a port where nobody listens would.</summary>
    public sealed record Away : Outage;

    /// <summary>Takes what is sent and never answers.</summary>
    public sealed record BlackHole : Outage;

    /// <summary>Answers the first words of a request with these, whatever was asked, and closes.</summary>
    public sealed record Says(string Answer) : Outage;

    /// <summary>Passes on that many bytes of answers, and once there are more breaks the connection (TCP reset) or ends it as if all were said.</summary>
    public sealed record CutAfter(long Bytes, bool Reset) : Outage;

    /// <summary>Passes on that many bytes of requests, and once there are more breaks the connection (TCP reset).</summary>
    public sealed record CutRequestsAfter(long Bytes) : Outage;

    /// <summary>Passes on that many bytes of requests, then takes no more: the sender hangs in the middle of what it sends.</summary>
    public sealed record StallRequestsAfter(long Bytes) : Outage;

    /// <summary>Passes answers on in pieces, with a wait before each.</summary>
    public sealed record Slow(TimeSpan Delay, int PieceBytes) : Outage;
}
