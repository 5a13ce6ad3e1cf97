using System.Buffers;
using System.Text;

namespace Recordings.Api.Operations.Logging;

/// <summary>
/// Writes text to a stream in UTF-8 on its own thread. An idle writer writes a text at once. Texts that arrive during that write, or
/// in the pause after it, are written together, so the thread wakes once for all of them.
/// </summary>
/// <remarks>
/// No text is dropped: while <see cref="MaxWaiting"/> characters wait, <see cref="Write"/> blocks. If the stream fails, that text is lost,
/// because there is no other place to report it. If the stream blocks, <see cref="Dispose"/> waits at most
/// <see cref="DisposeTimeout"/>; the text that still waits is lost.
/// </remarks>
internal sealed class BatchingWriter : IDisposable
{
    /// <summary>In characters.</summary>
    internal const int MaxWaiting = 1024 * 1024;

    private static readonly TimeSpan DisposeTimeout = TimeSpan.FromSeconds(2);

    private readonly Stream _output;
    private readonly TimeSpan _pause;
    private readonly Thread _thread;
    private readonly object _lock = new();
    private readonly ManualResetEventSlim _closing = new();
    private ArrayBufferWriter<char> _waiting = new();
    private ArrayBufferWriter<char> _sending = new();
    private byte[] _bytes = [];

    public BatchingWriter(Stream output, TimeSpan pause)
    {
        (_output, _pause) = (output, pause);
        _thread = new Thread(Run) { IsBackground = true, Name = "Log writer" };
        _thread.Start();
    }

    /// <summary>Queues the text. The text of one call is written without other text in between.</summary>
    public void Write(StringBuilder text)
    {
        lock (_lock)
        {
            while (_waiting.WrittenCount >= MaxWaiting && !_closing.IsSet)
                Monitor.Wait(_lock);

            var wasEmpty = _waiting.WrittenCount == 0;
            foreach (var chunk in text.GetChunks())
                _waiting.Write(chunk.Span);
            if (wasEmpty)
                Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Writes the waiting text, then stops the thread.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _closing.Set();
            Monitor.PulseAll(_lock);
        }

        if (_thread.Join(DisposeTimeout))
            _output.Dispose();
    }

    private void Run()
    {
        while (TryTake())
        {
            Send(_sending.WrittenSpan);
            _sending.ResetWrittenCount();
            _closing.Wait(_pause);
        }
    }

    /// <summary>False if no text waits and the writer is closing.</summary>
    private bool TryTake()
    {
        lock (_lock)
        {
            while (_waiting.WrittenCount == 0 && !_closing.IsSet)
                Monitor.Wait(_lock);

            (_waiting, _sending) = (_sending, _waiting);
            Monitor.PulseAll(_lock);
            return _sending.WrittenCount > 0;
        }
    }

    private void Send(ReadOnlySpan<char> text)
    {
        try
        {
            var size = Encoding.UTF8.GetMaxByteCount(text.Length);
            if (_bytes.Length < size)
                _bytes = new byte[size];
            _output.Write(_bytes, 0, Encoding.UTF8.GetBytes(text, _bytes));
            _output.Flush();
        }
        catch (Exception)
        {
            // Causes: a closed descriptor, a full disk, a reader that closed the pipe. The log itself failed, so it cannot report this.
        }
    }
}
