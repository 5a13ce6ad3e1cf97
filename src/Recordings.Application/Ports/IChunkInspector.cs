using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Ports;

/// <summary>Finds the audio in a chunk's body before the chunk is accepted. The body may be hostile.</summary>
public interface IChunkInspector
{
    /// <summary>
    /// Reads the body once, in bounded memory: neither a long body nor a false size in its header needs more.
    /// </summary>
    /// <param name="body">Readable and seekable, the whole body from position 0; left open, at any position.</param>
    /// <param name="type">The media type that the sender declared.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The audio, or the reason why the body has no usable audio. Every sequence of bytes has such a result.</returns>
    /// <exception cref="IOException">The body cannot be read, or ends before its own length.</exception>
    Task<ChunkInspection> InspectAsync(Stream body, ChunkMediaType type, CancellationToken cancellationToken);
}

/// <summary>The result of the inspection of a chunk's body: either <see cref="Audio"/> or <see cref="Rejected"/>.</summary>
public abstract record ChunkInspection
{
    private ChunkInspection()
    {
    }

    /// <summary>Audio that can be played.</summary>
    /// <param name="Format">How the samples are stored.</param>
    /// <param name="Frames">Whole frames, at least one.</param>
    /// <param name="PayloadOffset">Bytes of the body before the first sample.</param>
    /// <param name="BlockChecksums">
    /// CRC-32C of each block of <see cref="ChunkPayload.BlockBytes"/> bytes of those frames; the last block may be shorter.
    /// </param>
    public sealed record Audio(AudioFormat Format, long Frames, long PayloadOffset, uint[] BlockChecksums) : ChunkInspection;

    /// <summary>The body has no usable audio.</summary>
    /// <param name="Reason">A sentence for the sender about the body. It contains no bytes of the body except numbers.</param>
    public sealed record Rejected(string Reason) : ChunkInspection;
}
