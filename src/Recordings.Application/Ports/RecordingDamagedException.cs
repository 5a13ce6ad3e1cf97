using Recordings.Domain.Timelines;

namespace Recordings.Application.Ports;

/// <summary>A stored chunk is gone or no longer what was acknowledged: the recording cannot be given whole.</summary>
public sealed class RecordingDamagedException(Chunk chunk)
    : Exception($"Chunk {chunk.Sequence} of track {chunk.Track} is missing or altered.")
{
    public Chunk Chunk { get; } = chunk;
}
