using Recordings.Domain.Chats;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>
/// One stored piece of a track: where it lies in the call, how it is decoded and where its samples are kept.
/// Invariant: at least one frame; sequence 0 to 2147483647.
/// </summary>
public sealed record Chunk
{
    private readonly long _frames;

    public required TrackName Track { get; init; }

    public required int Sequence { get; init; }

    /// <summary>Where the platform says that the chunk begins, from the call's start.</summary>
    public required MediaTime Start { get; init; }

    /// <summary>The media type it came as, canonical, with rate and channels where the type needs them.</summary>
    public required string ContentType { get; init; }

    public required AudioFormat Format { get; init; }

    /// <summary>Usable frames at the chunk's own rate.</summary>
    public required long Frames
    {
        get => _frames;
        init => _frames = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A chunk holds at least one frame.");
    }

    /// <summary>SHA-256 of the body as it was received.</summary>
    public required Sha256 Checksum { get; init; }

    public required ChunkPayload Payload { get; init; }
}
