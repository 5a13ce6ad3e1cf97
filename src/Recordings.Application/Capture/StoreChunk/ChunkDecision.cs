using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Capture.StoreChunk;

/// <summary>Which answer a chunk gets, in the contract's order. Decides; reads and writes nothing.</summary>
/// <param name="Stored">The chunk that is stored under the same number, if any.</param>
internal sealed record ChunkDecision(StoreChunk Request, Recording Recording, Chunk? Stored, CaptureOptions Limits)
{
    /// <summary>False: the body is never kept, whatever it contains.</summary>
    public bool MayBeKept => Recording.RecordingEnabled && Request.Type is not null && !IsAnnouncedTooLong;

    /// <summary>Whether the answer about a body that is never kept depends on its length or its checksum.</summary>
    public bool NeedsDigest => !IsAnnouncedTooLong
        && (Recording.RecordingEnabled ? Request.ContentLength is null : Stored is not null && Request.Type is not null);

    public bool IsAnnouncedTooLong => Request.ContentLength > Limits.MaxChunkBytes;

    /// <summary>The answer that needs no look into the audio; null when the audio decides.</summary>
    /// <param name="checksum">Of the body; null when it was not read to its end.</param>
    /// <param name="isTooLong">Longer than a chunk may be.</param>
    public Result<StoredChunk>? BeforeInspection(Sha256? checksum, bool isTooLong) => this switch
    {
        _ when Stored is not null && IsAlike(Stored, checksum) => new StoredChunk(Stored, Created: false),
        { Recording.RecordingEnabled: false } => Failures.CaptureDisabled,
        _ when isTooLong => Failures.ChunkTooLarge(Limits.MaxChunkBytes),
        { Request.Type: null } => Failures.UnsupportedAudioType,
        _ => null,
    };

    /// <summary>The failure after the audio was inspected; null when the chunk is to be stored.</summary>
    public Failure? AfterInspection(ChunkInspection inspection) => inspection switch
    {
        ChunkInspection.Refused refused => Failures.InvalidAudio(refused.Reason),
        ChunkInspection.Audio audio when Request.Start.EndAfter(audio.Frames, audio.Format.Rate) > Limits.MaxCall =>
            Failures.CallTooLong(Request.Start, Limits.MaxCallHours),
        _ when Stored is not null => Failures.ChunkConflict(Request.Sequence),
        _ when Recording.ChunkCount >= Limits.MaxChunksPerCall => Failures.TooManyChunks(Limits.MaxChunksPerCall),
        _ => null,
    };

    /// <summary>Whether a stored chunk is what was sent: the same start, type and bytes.</summary>
    public bool IsAlike(Chunk stored, Sha256? checksum) =>
        stored.Start == Request.Start && stored.ContentType == Request.Type?.Canonical && stored.Checksum == checksum;
}
