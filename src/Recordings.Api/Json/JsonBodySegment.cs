using System.Buffers;

namespace Recordings.Api.Json;

/// <summary>A part of a JSON body. Segments have one size, so that the pool keeps few arrays of other sizes.</summary>
internal sealed class JsonBodySegment : ReadOnlySequenceSegment<byte>, IDisposable
{
    public const int Bytes = 4096;

    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Bytes);

    public int Length { get; private set; }

    /// <summary>The number of bytes that were copied; fewer than given when the segment is full.</summary>
    public int Append(ReadOnlySequence<byte> bytes)
    {
        var count = (int)Math.Min(bytes.Length, Bytes - Length);
        bytes.Slice(0, count).CopyTo(_bytes.AsSpan(Length));
        Length += count;
        Memory = _bytes.AsMemory(0, Length);
        return count;
    }

    public void Follow(JsonBodySegment previous)
    {
        RunningIndex = previous.RunningIndex + previous.Length;
        previous.Next = this;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
