using System.Runtime.InteropServices;

namespace Recordings.Api.Operations.Logging;

/// <summary>
/// Standard error as a stream that reports every fault. It calls libc directly: the runtime's own stream treats a pipe whose reader
/// has closed it as written.
/// </summary>
internal sealed class StandardError : Stream
{
    private const int Descriptor = 2;
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const short Writable = 4;
    private const short Error = 8;
    private const int NoTimeout = -1;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Elsewhere than on Linux, the runtime's own stream.</summary>
    public static Stream Open() => OperatingSystem.IsLinux() ? new StandardError() : Console.OpenStandardError();

    /// <summary>Blocks until all bytes are taken.</summary>
    /// <exception cref="IOException">The bytes were not taken, or not all.</exception>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc cref="Write(byte[], int, int)"/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var taken = write(Descriptor, in MemoryMarshal.GetReference(buffer), buffer.Length);
            if (taken >= 0)
                buffer = buffer[(int)taken..];
            else if (Marshal.GetLastPInvokeError() is TryAgain)
                Flush();
            else if (Marshal.GetLastPInvokeError() is not Interrupted)
                throw Fault("write");
        }
    }

    /// <summary>Blocks until the descriptor takes more bytes. Nothing is buffered here.</summary>
    /// <exception cref="IOException">It never will.</exception>
    public override void Flush()
    {
        var request = new PollRequest { Descriptor = Descriptor, Events = Writable };
        while (poll(ref request, 1, NoTimeout) < 0)
        {
            if (Marshal.GetLastPInvokeError() is not Interrupted)
                throw Fault("poll");
        }

        // Neither a closed descriptor nor a pipe without reader becomes writable.
        if ((request.Results & (Writable | Error)) != Writable)
            throw new IOException("Standard error cannot be written.");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static IOException Fault(string call) =>
        new($"{call}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(int descriptor, in byte bytes, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern int poll(ref PollRequest request, nuint count, int timeoutMilliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Results;
    }
}
