using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Capture.StoreChunk;

/// <summary>What a chunk is stored under, and where it begins.</summary>
internal sealed record ChunkNumber(TrackName Track, int Sequence, MediaTime Start)
{
    /// <summary>Whether a stored chunk is what was sent: the same start, type and bytes.</summary>
    public bool IsAlike(Chunk stored, ChunkMediaType type, Sha256 checksum) =>
        stored.Start == Start && stored.ContentType == type.Canonical && stored.Checksum == checksum;
}
