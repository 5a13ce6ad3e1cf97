using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Capture.StoreChunk;

/// <summary>Decides which answer a chunk gets, in the contract's order. Reads and writes nothing.</summary>
/// <param name="Stored">The chunk that is stored under the same number, if any.</param>
internal sealed record ChunkDecision(StoreChunk Request, Recording Recording, Chunk? Stored, CaptureOptions Limits)
{
    /// <summary>The length of the stored chunk's body, which may be over a limit that has fallen. Null when it does not matter.</summary>
    public long? StoredBytes { get; init; }

    /// <summary>Whether <see cref="StoredBytes"/> matters: only then can a body over the limit be the stored chunk, sent again.</summary>
    public bool NeedsStoredBytes => Stored is not null && (Request.ContentLength is null || IsAnnouncedTooLong);

    /// <summary>Whether the body is staged: recording is on, the type is known, and the announced length is allowed.</summary>
    public bool MayBeStored => Recording.RecordingEnabled && Type is not null && !IsAnnouncedTooLong;

    /// <summary>Whether a body that is not staged must be read, because the answer may depend on its length or its checksum.</summary>
    public bool NeedsDigest => (!IsAnnouncedTooLong || Request.ContentLength == StoredBytes)
        && (Recording.RecordingEnabled || Stored is not null)
        && (Type is not null || Request.ContentLength is null);

    /// <summary>The longest body that is worth reading: the limit, or the length of the stored chunk's body.</summary>
    public long MaxBytes => Math.Max(Limits.MaxChunkBytes, StoredBytes ?? 0);

    public bool IsAnnouncedTooLong => Request.ContentLength is { } announced && IsTooLong(announced);

    /// <summary>The answer that does not depend on the audio; null when the audio must be inspected.</summary>
    /// <param name="checksum">Of the body; null when it was not read to its end.</param>
    /// <param name="isTooLong">The body is longer than <see cref="CaptureOptions.MaxChunkBytes"/>.</param>
    public Result<StoredChunk>? BeforeInspection(Sha256? checksum, bool isTooLong) => this switch
    {
        _ when Stored is not null && IsSame(Stored, checksum) => new StoredChunk(Stored, Created: false),
        { Recording.RecordingEnabled: false } => Failures.CaptureDisabled,
        _ when isTooLong => Failures.ChunkTooLarge(Limits.MaxChunkBytes),
        { Request.IsCoded: true } => Failures.UnsupportedCoding,
        { Type: null } => Failures.UnsupportedAudioType,
        _ => null,
    };

    /// <summary>The failure after the audio was inspected; null when the chunk can be stored.</summary>
    public Failure? AfterInspection(ChunkInspection inspection) => inspection switch
    {
        ChunkInspection.Rejected rejected => Failures.InvalidAudio(rejected.Reason),
        ChunkInspection.Audio audio when Request.Start.EndAfter(audio.Frames, audio.Format.Rate) > Limits.MaxCall =>
            Failures.CallTooLong(Request.Start, Limits.MaxCallHours),
        _ when Stored is not null => Failures.ChunkConflict(Request.Sequence),
        _ when Recording.ChunkCount >= Limits.MaxChunksPerCall => Failures.TooManyChunks(Limits.MaxChunksPerCall),
        _ => null,
    };

    public bool IsTooLong(long bytes) => bytes > Limits.MaxChunkBytes;

    /// <summary>Null when the bytes of the body are no audio of a known type.</summary>
    private ChunkMediaType? Type => Request.IsCoded ? null : Request.Type;

    /// <summary>Whether the stored chunk and the chunk of this request have the same start, type and bytes.</summary>
    public bool IsSame(Chunk stored, Sha256? checksum) =>
        stored.Start == Request.Start && stored.ContentType == Type?.Canonical && stored.Checksum == checksum;
}
