using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Recordings.Benchmarks.Running;

/// <summary>
/// A minimal HTTP/1.1 connection on a blocking socket. Client and server share the processors, so a client with a high cost
/// would hide the difference between two servers.
/// </summary>
internal sealed class Connection : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[256 * 1024];

    public Connection(int port) => _socket.Connect(IPAddress.Loopback, port);

    /// <summary>Sends a request, reads the whole answer and returns the length of its body.</summary>
    /// <param name="request">The head, with its empty line, and the body.</param>
    /// <exception cref="InvalidOperationException">The status is not 2xx.</exception>
    public long Exchange(string request)
    {
        Send(request);
        var (length, received) = ReadHead();
        for (var left = length - received; left > 0;)
            left -= Receive(0, (int)Math.Min(_buffer.Length, left));
        return length;
    }

    /// <summary>Sends a request and reads only the first bytes of its body.</summary>
    public void StartReading(string request)
    {
        Send(request);
        if (ReadHead().Received == 0)
            Receive(0, _buffer.Length);
    }

    public void Dispose() => _socket.Dispose();

    private void Send(string request) => _socket.Send(Encoding.ASCII.GetBytes(request));

    private (long Length, int Received) ReadHead()
    {
        var filled = 0;
        int end;
        do
            filled += Receive(filled, _buffer.Length - filled);
        while ((end = _buffer.AsSpan(0, filled).IndexOf(EndOfHead)) < 0);

        var head = Encoding.ASCII.GetString(_buffer, 0, end);
        if (head["HTTP/1.1 ".Length] != '2')
            throw new InvalidOperationException(head);

        var received = filled - end - EndOfHead.Length;
        if (FindLength(head) is { } length)
            return (length, received);

        // A chunked answer: all of them are small, so the buffer holds the whole answer.
        while (!_buffer.AsSpan(0, filled).EndsWith(LastChunk))
            filled += Receive(filled, _buffer.Length - filled);
        received = filled - end - EndOfHead.Length;
        return (received, received);
    }

    private static long? FindLength(string head)
    {
        const string Field = "Content-Length:";
        var at = head.IndexOf(Field, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : long.Parse(head[(at + Field.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }

    private int Receive(int offset, int count)
    {
        var received = _socket.Receive(_buffer, offset, count, SocketFlags.None);
        return received > 0 ? received : throw new EndOfStreamException("The server closed the connection.");
    }
}
