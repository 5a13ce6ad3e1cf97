using System.Buffers;
using System.Text;

namespace Recordings.Api.Operations.Logging;

/// <summary>
/// Writes text to a stream in UTF-8 on a thread of its own. What comes first is written at once; what comes while that goes on, or in the
/// pause after it, goes out together: the thread is woken once for all of it.
/// </summary>
/// <remarks>
/// Nothing is dropped: whoever finds <see cref="MostWaiting"/> characters waiting waits too. A stream that fails loses what it was given, since
/// there is nowhere left to say so. One that takes nothing holds up <see cref="Dispose"/> for <see cref="Patience"/> at most; what waits then is lost.
/// </remarks>
internal sealed class BatchingWriter : IDisposable
{
    /// <summary>In characters.</summary>
    internal const int MostWaiting = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Stream _output;
    private readonly TimeSpan _pause;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private readonly ManualResetEventSlim _closing = new();
    private ArrayBufferWriter<char> _waiting = new();
    private ArrayBufferWriter<char> _leaving = new();
    private byte[] _bytes = [];

    public BatchingWriter(Stream output, TimeSpan pause)
    {
        (_output, _pause) = (output, pause);
        _thread = new Thread(Run) { IsBackground = true, Name = "Log writer" };
        _thread.Start();
    }

    /// <summary>Hands the text over; what is given at once stays together.</summary>
    public void Write(StringBuilder text)
    {
        lock (_gate)
        {
            while (_waiting.WrittenCount >= MostWaiting && !_closing.IsSet)
                Monitor.Wait(_gate);

            var first = _waiting.WrittenCount == 0;
            foreach (var chunk in text.GetChunks())
                _waiting.Write(chunk.Span);
            if (first)
                Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Writes what waits, then ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closing.Set();
            Monitor.PulseAll(_gate);
        }

        if (_thread.Join(Patience))
            _output.Dispose();
    }

    private void Run()
    {
        while (TryTake())
        {
            Send(_leaving.WrittenSpan);
            _leaving.ResetWrittenCount();
            _closing.Wait(_pause);
        }
    }

    /// <summary>False when there is nothing left and nothing more will come.</summary>
    private bool TryTake()
    {
        lock (_gate)
        {
            while (_waiting.WrittenCount == 0 && !_closing.IsSet)
                Monitor.Wait(_gate);

            (_waiting, _leaving) = (_leaving, _waiting);
            Monitor.PulseAll(_gate);
            return _leaving.WrittenCount > 0;
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
            // A descriptor that the process was started without, a full disk, a reader that left: where this would be said is what failed.
        }
    }
}
