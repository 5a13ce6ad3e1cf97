using Recordings.Domain.Chats;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>
/// One stored piece of a track: its position in the call, its format and the place of its samples.
/// Invariant: at least one frame. The sequence number is 0 to 2147483647.
/// </summary>
public sealed record Chunk
{
    private readonly long _frames;

    public required TrackName Track { get; init; }

    public required int Sequence { get; init; }

    /// <summary>The chunk's start as the platform reports it, counted from the call's start.</summary>
    public required MediaTime Start { get; init; }

    /// <summary>The media type of the received body in canonical form, with rate and channels where the type needs them.</summary>
    public required string ContentType { get; init; }

    public required AudioFormat Format { get; init; }

    /// <summary>The number of usable frames, at the chunk's own rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public required long Frames
    {
        get => _frames;
        init => _frames = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A chunk has at least one frame.");
    }

    /// <summary>SHA-256 of the received body.</summary>
    public required Sha256 Checksum { get; init; }

    public required ChunkPayload Payload { get; init; }

    internal ChunkTiming Timing => new(Start, Frames, Sequence, Format.Rate);
}
