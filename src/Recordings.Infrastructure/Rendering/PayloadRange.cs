using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Rendering;

/// <summary>The bytes [Start, End) of a chunk's samples, counted from the first sample.</summary>
internal readonly record struct PayloadRange(long Start, long End)
{
    private const int Block = ChunkPayload.BlockBytes;

    public int Length => (int)(End - Start);

    public int FirstBlock => (int)(Start / Block);

    public static PayloadRange FromFrames(Chunk chunk, long firstFrame, int frames)
    {
        var start = firstFrame * chunk.Format.BytesPerFrame;
        return new PayloadRange(start, start + ((long)frames * chunk.Format.BytesPerFrame));
    }

    /// <summary>The smallest range of whole blocks that contains this range.</summary>
    public PayloadRange Widened(Chunk chunk) => new(Start / Block * Block, Math.Min(Bytes(chunk), (End + Block - 1) / Block * Block));

    /// <summary>Splits into the bytes before the first whole block, the whole blocks, and the bytes after them.</summary>
    public (PayloadRange Head, PayloadRange Body, PayloadRange Tail) Split(Chunk chunk)
    {
        // The chunk's last block may be short; it counts as whole.
        var bodyStart = Math.Min(End, (Start + Block - 1) / Block * Block);
        var bodyEnd = End == Bytes(chunk) ? End : Math.Max(bodyStart, End / Block * Block);
        return (new PayloadRange(Start, bodyStart), new PayloadRange(bodyStart, bodyEnd), new PayloadRange(bodyEnd, End));
    }

    private static long Bytes(Chunk chunk) => chunk.Frames * chunk.Format.BytesPerFrame;
}
