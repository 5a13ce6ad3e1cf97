using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Recordings.Application.Reading;
using Recordings.Application.Scheduling;

namespace Recordings.Api.Transfers;

/// <summary>One response with audio, from before its first byte until its end. Disposing it ends it.</summary>
internal sealed class Transfer : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HttpContext _context;
    private readonly RunningTransfers _running;
    private readonly TimeProvider _time;
    private readonly Socket? _socket;
    private readonly PartSizes _sizes;
    private long _finished;
    private long _taken;
    private long _waitingSince;
    private bool _isWaiting;
    private bool _hasEnded;

    public Transfer(HttpContext context, ReadingRight right, RunningTransfers running, ByteBudget largeParts, TimeProvider time)
    {
        (_context, Right, _running, _time, RequestId) = (context, right, running, time, context.TraceIdentifier);

        // Streams of one HTTP/2 connection share its socket, so the socket does not show what one of them takes.
        _socket = HttpProtocol.IsHttp2(context.Request.Protocol) ? null : context.Features.Get<IConnectionSocketFeature>()?.Socket;
        _taken = CountTaken();
        _sizes = new PartSizes(largeParts, _taken, time);
    }

    public ReadingRight Right { get; }

    public string RequestId { get; }

    /// <summary>Why the service ended the transfer; null while it did not.</summary>
    public TransferStop? Stopped { get; private set; }

    /// <summary>Bytes given to the server. If the connection ended early, the reader has not all of the last part.</summary>
    public long Sent { get; private set; }

    /// <summary>The connection has ended. The server says so here at once; the request is aborted a little later.</summary>
    public bool HasReaderLeft { get; private set; }

    /// <summary>No more parts are sent.</summary>
    public bool IsOver => HasReaderLeft || Stopped is not null;

    /// <summary>The bytes to read and send next.</summary>
    /// <param name="offset">The part's first byte, counted from the file's start.</param>
    /// <param name="remaining">At least 1.</param>
    public Part TakePart(long offset, long remaining)
    {
        var taken = CountTaken();
        lock (_lock)
            _taken = taken;
        return _sizes.Take(taken, offset, remaining);
    }

    /// <summary>Waits until the reader has taken enough of the part for the next one.</summary>
    /// <param name="flush">Sends the part.</param>
    /// <param name="bytes">Of the part.</param>
    public async ValueTask WaitForReaderAsync(ValueTask<FlushResult> flush, int bytes)
    {
        Sent += bytes;
        SetWaiting(true);
        var result = await flush;
        SetWaiting(false);
        Interlocked.Add(ref _finished, bytes);
        HasReaderLeft = result.IsCompleted;
    }

    /// <summary>How long the reader has taken nothing; zero while the service itself has nothing to send. Called at intervals.</summary>
    public TimeSpan FindStall()
    {
        var taken = CountTaken();
        lock (_lock)
        {
            if (!_isWaiting)
                return TimeSpan.Zero;
            if (taken == _taken)
                return _time.GetElapsedTime(_waitingSince);

            (_taken, _waitingSince) = (taken, _time.GetTimestamp());
            return TimeSpan.Zero;
        }
    }

    /// <summary>Aborts the connection. False when the transfer has ended already.</summary>
    public bool TryStop(TransferStop reason)
    {
        lock (_lock)
        {
            if (_hasEnded || Stopped is not null)
                return false;

            Stopped = reason;
            _context.Abort();
            return true;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_hasEnded)
                return;
            _hasEnded = true;
        }

        _running.End(this);
    }

    /// <summary>Bytes that the reader has taken, counted from any origin: as its system acknowledged them, else as writes finished.</summary>
    private long CountTaken() => PeerBytes.Count(_socket) ?? Interlocked.Read(ref _finished);

    private void SetWaiting(bool isWaiting)
    {
        lock (_lock)
            (_isWaiting, _waitingSince) = (isWaiting, _time.GetTimestamp());
    }
}
