using Recordings.Domain.Audio;

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
