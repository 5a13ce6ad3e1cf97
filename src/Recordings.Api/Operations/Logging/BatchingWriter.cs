using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace Recordings.Api.Operations.Logging;

/// <summary>
/// Writes lines to a stream in UTF-8 on its own thread. No caller waits for the stream. An idle writer writes a line at once. Lines
/// that arrive during that write, or in the pause after it, are written together. An awaited line ends the pause.
/// </summary>
/// <remarks>
/// If the stream blocks, ordinary lines wait until <see cref="LineQueue"/> is full; later ones are dropped, counted and reported. If the
/// stream fails, the ordinary lines of that write are lost, because there is no other place to report it. <see cref="Dispose"/> waits
/// at most <see cref="DisposeTimeout"/>; the lines that still wait are lost.
/// </remarks>
internal sealed class BatchingWriter : IDisposable
{
    private static readonly TimeSpan DisposeTimeout = TimeSpan.FromSeconds(2);

    private readonly Stream _output;
    private readonly TimeSpan _pause;
    private readonly Action<long> _reportDropped;
    private readonly Thread _thread;
    private readonly LineQueue _queue = new();
    private LinkedList<OwedLine> _owed = new();
    private ArrayBufferWriter<char>? _block;
    private bool _isIdle;
    private bool _isPausing;
    private bool _isClosing;
    private bool _hasEnded;
    private byte[] _bytes = [];

    /// <param name="output">
    /// Disposed with the writer, unless it blocks. It has no buffer; its Flush blocks until it takes more bytes.
    /// </param>
    /// <param name="pause">After each write.</param>
    /// <param name="reportDropped">Gets the number of dropped lines, on the writer's thread. It may write a line itself.</param>
    public BatchingWriter(Stream output, TimeSpan pause, Action<long> reportDropped)
    {
        (_output, _pause, _reportDropped) = (output, pause, reportDropped);
        _thread = new Thread(Run) { IsBackground = true, Name = "Log writer" };
        _thread.Start();
    }

    /// <summary>Queues or drops an ordinary line. The text of one call is written without other text in between.</summary>
    public void Write(StringBuilder text)
    {
        lock (_queue)
        {
            _queue.Add(text);
            if (_isIdle || (_isPausing && _queue.OrdinarySize >= LineQueue.BlockSize))
                Monitor.Pulse(_queue);
        }
    }

    /// <summary>Queues or rejects an owed line.</summary>
    public void Write(OwedLine line)
    {
        lock (_queue)
        {
            if (_hasEnded || !_queue.TryAdd(line))
            {
                line.Reject();
                return;
            }

            line.Enter(this);
            if (_isIdle || (_isPausing && line.IsAwaited))
                Monitor.Pulse(_queue);
        }
    }

    /// <summary>False if a write has begun that contains the line.</summary>
    public bool TryRemove(OwedLine line)
    {
        lock (_queue)
            return _queue.TryRemove(line);
    }

    /// <summary>Writes the waiting lines, then stops the thread.</summary>
    public void Dispose()
    {
        lock (_queue)
        {
            _isClosing = true;
            Monitor.Pulse(_queue);
        }

        if (_thread.Join(DisposeTimeout))
            _output.Dispose();
    }

    private void Run()
    {
        for (var pause = TimeSpan.Zero; TryTake(pause); pause = _pause)
        {
            var isWritten = TrySend();
            foreach (var line in _owed)
                line.Complete(isWritten);
            _owed.Clear();
            ReportDropped();
        }
    }

    /// <summary>False if no line waits and the writer is closing.</summary>
    private bool TryTake(TimeSpan pause)
    {
        lock (_queue)
        {
            if (_block is { } written)
                _queue.Return(written);
            Pause(pause);
            _isIdle = true;
            while (_queue.IsEmpty && !_isClosing)
                Monitor.Wait(_queue);
            _isIdle = false;

            _hasEnded = _queue.IsEmpty;
            (_owed, _block) = _queue.Take(_owed);
            return !_hasEnded;
        }
    }

    private void Pause(TimeSpan pause)
    {
        _isPausing = true;
        var started = Stopwatch.GetTimestamp();
        for (var left = pause; left > TimeSpan.Zero; left = pause - Stopwatch.GetElapsedTime(started))
        {
            if (_queue.HasAwaited || _queue.OrdinarySize >= LineQueue.BlockSize || _isClosing)
                break;
            Monitor.Wait(_queue, left);
        }

        _isPausing = false;
    }

    /// <summary>One write for the owed lines and the block. False if the stream failed.</summary>
    private bool TrySend()
    {
        try
        {
            var length = _owed.Sum(line => line.Text.Length) + (_block?.WrittenCount ?? 0);
            var size = Encoding.UTF8.GetMaxByteCount(length);
            if (_bytes.Length < size)
                _bytes = new byte[size];

            var count = 0;
            foreach (var line in _owed)
                count += Encoding.UTF8.GetBytes(line.Text, _bytes.AsSpan(count));
            if (_block is { } block)
                count += Encoding.UTF8.GetBytes(block.WrittenSpan, _bytes.AsSpan(count));
            if (count > 0)
                _output.Write(_bytes, 0, count);
            else
                _output.Flush();
            return true;
        }
        catch (Exception)
        {
            // Causes: a closed descriptor, a full disk, a reader that closed the pipe. The log itself failed, so it cannot report this.
            return false;
        }
    }

    private void ReportDropped()
    {
        long dropped;
        lock (_queue)
            dropped = _queue.TakeDropped();
        if (dropped > 0)
            _reportDropped(dropped);
    }
}
