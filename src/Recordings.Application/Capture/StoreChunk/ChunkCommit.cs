using Microsoft.Extensions.Options;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Capture.StoreChunk;

/// <summary>
/// Stores a staged body as a chunk: the object first, the row last. A crash between the two leaves an object without a row, which
/// the sweeper removes; a row without bytes cannot exist.
/// </summary>
internal sealed class ChunkCommit(
    IChunkInspector inspector, ICallWriter calls, IAudioStore store, IOptions<DownloadOptions> downloads, TimeProvider time)
{
    public async Task<Result<StoredChunk>> RunAsync(ChunkDecision decision, IStagedObject staged, CancellationToken cancellationToken)
    {
        var inspection = await InspectAsync(staged, decision.Request.Type!, cancellationToken);
        return decision.AfterInspection(inspection) is { } failure
            ? failure
            : await CommitAsync(decision, staged, (ChunkInspection.Audio)inspection, cancellationToken);
    }

    private async Task<ChunkInspection> InspectAsync(IStagedObject staged, ChunkMediaType type, CancellationToken cancellationToken)
    {
        await using var body = staged.OpenRead();
        return await inspector.InspectAsync(body, type, cancellationToken);
    }

    private async Task<Result<StoredChunk>> CommitAsync(
        ChunkDecision decision, IStagedObject staged, ChunkInspection.Audio audio, CancellationToken cancellationToken)
    {
        var (recording, limits) = (decision.Recording, decision.Limits);
        var key = ObjectKeys.NewChunk(recording.Workspace, recording.Id, recording.Key);
        var chunk = CreateChunk(decision.Request, staged, audio, key);

        await staged.CommitAsync(key, cancellationToken);
        var now = time.GetUtcNow();
        var outcome = await calls.AddChunkAsync(
            recording.Key, chunk, limits.Call, now, now + downloads.Value.MaxExpiry, cancellationToken);
        if (outcome is AddChunkOutcome.Added)
            return new StoredChunk(chunk, Created: true);

        // Not cancellable: without a row, only the sweeper would remove the object, a day later.
        await store.DeleteAsync(key, CancellationToken.None);
        return outcome switch
        {
            AddChunkOutcome.NumberTaken => await AnswerTakenAsync(decision, chunk, cancellationToken),
            AddChunkOutcome.TooMany => Failures.TooManyChunks(limits.MaxChunksPerCall),
            AddChunkOutcome.TooManyTracks => Failures.TooManyTracks(limits.MaxTracksPerCall),
            AddChunkOutcome.RecordingDisabled => Failures.CaptureDisabled,
            _ => Failures.ChatNotOpened(recording.Id),
        };
    }

    private static Chunk CreateChunk(StoreChunk request, IStagedObject staged, ChunkInspection.Audio audio, string objectKey) => new()
    {
        Track = request.Track,
        Sequence = request.Sequence.Value,
        Start = request.Start,
        ContentType = request.Type!.Canonical,
        Format = audio.Format,
        Frames = audio.Frames,
        Checksum = staged.Checksum,
        Payload = new ChunkPayload(objectKey, audio.PayloadOffset, audio.BlockChecksums),
    };

    /// <summary>If two requests send the same chunk at the same time, both get the same answer.</summary>
    private async Task<Result<StoredChunk>> AnswerTakenAsync(ChunkDecision decision, Chunk chunk, CancellationToken cancellationToken) =>
        await calls.FindChunkAsync(decision.Recording.Key, chunk.Track, chunk.Sequence, cancellationToken) is { } stored
            && decision.IsSame(stored, chunk.Checksum)
            ? new StoredChunk(stored, Created: false)
            : Failures.ChunkConflict(decision.Request.Sequence);
}
