using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>What the placement of a chunk depends on. 24 bytes, so that the chunks of the longest call take a few megabytes.</summary>
/// <param name="Start">The chunk's start as the platform reports it.</param>
/// <param name="Frames">The number of frames, at the chunk's own rate; at least 1.</param>
/// <param name="Sequence">0 to 2147483647.</param>
/// <param name="Rate">The chunk's own rate.</param>
public readonly record struct ChunkTiming(MediaTime Start, long Frames, int Sequence, SampleRate Rate) : IComparable<ChunkTiming>
{
    /// <summary>The order of placement: by given start, then by sequence number (timeline rule 4).</summary>
    public int CompareTo(ChunkTiming other)
    {
        var byStart = Start.CompareTo(other.Start);
        return byStart != 0 ? byStart : Sequence.CompareTo(other.Sequence);
    }
}
