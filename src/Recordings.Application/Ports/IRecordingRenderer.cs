using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Ports;

/// <summary>Renders the WAV file of a rendition from a timeline.</summary>
public interface IRecordingRenderer
{
    /// <summary>
    /// The whole file as a lazy, seekable stream with a known length. A read renders only the bytes that it returns.
    /// A read may throw <see cref="RecordingDamagedException"/> or <see cref="DependencyUnavailableException"/>.
    /// </summary>
    Stream Open(Timeline timeline, Rendition rendition, RenderingPurpose purpose);
}

/// <summary>For what is rendered: readers of a call and its assembly take turns with each other.</summary>
public enum RenderingPurpose
{
    Reading,
    Assembly,
}

/// <summary>A stored chunk is missing or differs from the acknowledged chunk, so the recording is incomplete.</summary>
public sealed class RecordingDamagedException(Chunk chunk)
    : Exception($"Chunk {chunk.Sequence} of track {chunk.Track} is missing or altered.")
{
    public Chunk Chunk { get; } = chunk;
}
