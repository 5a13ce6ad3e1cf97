using System.Buffers;
using System.Text;

namespace Recordings.Api.Operations.Logging;

/// <summary>
/// The lines that wait for the log's stream: ordinary lines in blocks, owed lines one by one. Not thread-safe: the writer locks it.
/// </summary>
internal sealed class LineQueue
{
    /// <summary>In characters of ordinary lines.</summary>
    internal const int MaxOrdinary = 1024 * 1024;

    /// <summary>In characters of owed lines: some 3,000 lines of the audit.</summary>
    internal const int MaxOwed = 1024 * 1024;

    /// <summary>In characters. On a slow stream, an owed line waits for one block at most. A pipe holds as much.</summary>
    internal const int BlockSize = 64 * 1024;

    private readonly Queue<ArrayBufferWriter<char>> _blocks = new();
    private ArrayBufferWriter<char>? _last;
    private ArrayBufferWriter<char>? _spare;
    private LinkedList<OwedLine> _owed = new();
    private int _owedSize;
    private int _awaited;
    private long _dropped;

    /// <summary>The characters of the ordinary lines.</summary>
    public int OrdinarySize { get; private set; }

    /// <summary>A caller awaits one of the lines.</summary>
    public bool HasAwaited => _awaited > 0;

    public bool IsEmpty => _owed.Count == 0 && OrdinarySize == 0;

    /// <summary>Drops and counts the line while too many characters wait.</summary>
    public void Add(StringBuilder line)
    {
        if (OrdinarySize > 0 && OrdinarySize + line.Length > MaxOrdinary)
        {
            _dropped++;
            return;
        }

        if (_last is null || _last.WrittenCount >= BlockSize)
        {
            _blocks.Enqueue(_last = _spare ?? new ArrayBufferWriter<char>());
            _spare = null;
        }

        foreach (var chunk in line.GetChunks())
            _last.Write(chunk.Span);
        OrdinarySize += line.Length;
    }

    /// <summary>False if there is no room for the line.</summary>
    public bool TryAdd(OwedLine line)
    {
        if (!line.IsKept && _owedSize > 0 && _owedSize + line.Text.Length > MaxOwed)
            return false;

        _owed.AddLast(line);
        Count(line, 1);
        return true;
    }

    /// <summary>False if the line was taken before.</summary>
    public bool TryRemove(OwedLine line)
    {
        if (!_owed.Remove(line))
            return false;

        Count(line, -1);
        return true;
    }

    /// <summary>Takes all owed lines, and the oldest block of ordinary lines if there is one.</summary>
    /// <param name="owed">An empty list, for the next owed lines.</param>
    public (LinkedList<OwedLine> Owed, ArrayBufferWriter<char>? Block) Take(LinkedList<OwedLine> owed)
    {
        (owed, _owed, _owedSize, _awaited) = (_owed, owed, 0, 0);
        if (!_blocks.TryDequeue(out var block))
            return (owed, null);

        OrdinarySize -= block.WrittenCount;
        if (block == _last)
            _last = null;
        return (owed, block);
    }

    /// <summary>Keeps a block that was written, for the next lines.</summary>
    public void Return(ArrayBufferWriter<char> block)
    {
        block.ResetWrittenCount();
        _spare = block;
    }

    /// <summary>The lines dropped since the last call; 0 while more than half of the room is in use.</summary>
    public long TakeDropped()
    {
        if (OrdinarySize > MaxOrdinary / 2)
            return 0;

        var dropped = _dropped;
        _dropped = 0;
        return dropped;
    }

    private void Count(OwedLine line, int sign)
    {
        _owedSize += sign * line.Text.Length;
        _awaited += line.IsAwaited ? sign : 0;
    }
}
