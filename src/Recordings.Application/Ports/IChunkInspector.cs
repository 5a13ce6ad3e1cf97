using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Ports;

/// <summary>Finds out what audio a chunk's body holds, before the chunk is accepted. The body is hostile until inspected.</summary>
public interface IChunkInspector
{
    /// <summary>
    /// Reads the body once, in bounded memory: neither a long body nor a size that lies in its header costs more.
    /// </summary>
    /// <param name="body">Readable and seekable, the whole body from position 0; left open, at any position.</param>
    /// <param name="type">What the sender declared it to be.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The audio found, or why there is none that can be used. Any sequence of bytes has such an answer.</returns>
    /// <exception cref="IOException">The body cannot be read, or ends before its own length.</exception>
    Task<ChunkInspection> InspectAsync(Stream body, ChunkMediaType type, CancellationToken cancellationToken);
}

/// <summary>What inspecting a chunk's body found: <see cref="Audio"/> or <see cref="Refused"/>, nothing else.</summary>
public abstract record ChunkInspection
{
    private ChunkInspection()
    {
    }

    /// <summary>Audio that can be played.</summary>
    /// <param name="Format">How the samples are stored.</param>
    /// <param name="Frames">Whole frames, at least one.</param>
    /// <param name="PayloadOffset">Bytes of the body before the first sample.</param>
    /// <param name="BlockChecksums">CRC-32C of each block of <see cref="ChunkPayload.BlockBytes"/> bytes of those frames; the last block may be shorter.</param>
    public sealed record Audio(AudioFormat Format, long Frames, long PayloadOffset, uint[] BlockChecksums) : ChunkInspection;

    /// <summary>Not audio that can be used.</summary>
    /// <param name="Reason">A sentence for the sender: what is wrong with the body. Holds no bytes of it but numbers.</param>
    public sealed record Refused(string Reason) : ChunkInspection;
}
