using MediatR;
using Microsoft.Extensions.Options;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Capture.StoreChunk;

/// <remarks>
/// The refusals stand in the order in which callers are told. Once a body is staged it is either committed, object first
/// and row last, or dropped; a crash between the two leaves an orphan for the sweep, never a row without bytes.
/// </remarks>
internal sealed class StoreChunkHandler(
    IRecordings recordings, ICallWriter calls, IAudioStore store, IChunkInspector inspector,
    IOptions<CaptureOptions> options, IOptions<DownloadOptions> downloads, TimeProvider time)
    : IRequestHandler<StoreChunk, Result<StoredChunk>>
{
    private readonly CaptureOptions _limits = options.Value;

    public async Task<Result<StoredChunk>> Handle(StoreChunk request, CancellationToken cancellationToken)
    {
        var recording = await recordings.FindAsync(request.Workspace, RequestRules.ToChatId(request.ChatId), cancellationToken);
        if (recording is null)
            return ChunkRefusals.ChatNotFound(request.ChatId);
        if (!recording.Chat.IsVoice)
            return ChunkRefusals.NotAVoiceChat();

        var number = new ChunkNumber(TrackName.From(request.Track), RequestRules.ToSequence(request.Sequence), RequestRules.ToMediaTime(request.StartMs));
        var stored = await calls.FindChunkAsync(recording.Key, number.Track, number.Sequence, cancellationToken);
        var supported = ChunkMediaType.TryParse(request.ContentType, out var type);

        if (!recording.RecordingEnabled || !supported || request.ContentLength > _limits.MaxChunkBytes)
            return await RefuseUnstagedAsync(request, recording, number, stored, supported ? type : null, cancellationToken);

        await using var staged = await store.StageAsync(request.Body, _limits.MaxChunkBytes, cancellationToken);
        if (staged is null)
            return ChunkRefusals.TooLarge(_limits.MaxChunkBytes);
        if (stored is not null && number.IsAlike(stored, type!, staged.Checksum))
            return new StoredChunk(stored, Created: false);

        var inspection = await InspectAsync(staged, type!, cancellationToken);
        return inspection switch
        {
            ChunkInspection.Refused refused => ChunkRefusals.InvalidAudio(refused.Reason),
            ChunkInspection.Audio audio when EndsTooLate(number, audio) => ChunkRefusals.CallTooLong(number.Start, _limits.MaxCallHours),
            _ when stored is null && recording.ChunkCount >= _limits.MaxChunksPerCall => ChunkRefusals.TooMany(_limits.MaxChunksPerCall),
            _ when stored is not null => ChunkRefusals.Conflict(number),
            ChunkInspection.Audio audio => await CommitAsync(recording, number, type!, staged, audio, cancellationToken),
            _ => throw new InvalidOperationException("An inspection is either audio or a refusal."),
        };
    }

    /// <summary>Nothing of this body will be kept. It is read only as far as an answer needs it.</summary>
    private async Task<Result<StoredChunk>> RefuseUnstagedAsync(
        StoreChunk request, Recording recording, ChunkNumber number, Chunk? stored, ChunkMediaType? type, CancellationToken cancellationToken)
    {
        if (!recording.RecordingEnabled && stored is null)
            return ChunkRefusals.RecordingDisabled();

        var digest = request.ContentLength > _limits.MaxChunkBytes || (request.ContentLength is not null && type is null)
            ? null
            : await BodyDigest.ReadAsync(request.Body, _limits.MaxChunkBytes, cancellationToken);

        if (stored is not null && type is not null && digest is not null && number.IsAlike(stored, type, digest.Checksum))
            return new StoredChunk(stored, Created: false);
        if (!recording.RecordingEnabled)
            return ChunkRefusals.RecordingDisabled();

        return type is null && (digest is not null || request.ContentLength <= _limits.MaxChunkBytes)
            ? ChunkRefusals.UnsupportedMediaType()
            : ChunkRefusals.TooLarge(_limits.MaxChunkBytes);
    }

    private async Task<ChunkInspection> InspectAsync(IStagedObject staged, ChunkMediaType type, CancellationToken cancellationToken)
    {
        await using var body = staged.OpenRead();
        return await inspector.InspectAsync(body, type, cancellationToken);
    }

    private bool EndsTooLate(ChunkNumber number, ChunkInspection.Audio audio) =>
        number.Start.EndAfter(audio.Frames, audio.Format.Rate) > _limits.MaxCall;

    private async Task<Result<StoredChunk>> CommitAsync(
        Recording recording, ChunkNumber number, ChunkMediaType type, IStagedObject staged, ChunkInspection.Audio audio,
        CancellationToken cancellationToken)
    {
        var key = ObjectKeys.NewChunk(recording.Workspace, recording.Id, recording.Key);
        var chunk = new Chunk
        {
            Track = number.Track,
            Sequence = number.Sequence,
            Start = number.Start,
            ContentType = type.Canonical,
            Format = audio.Format,
            Frames = audio.Frames,
            Checksum = staged.Checksum,
            Payload = new ChunkPayload(key, audio.PayloadOffset, audio.BlockChecksums),
        };

        await staged.CommitAsync(key, cancellationToken);
        var now = time.GetUtcNow();
        var outcome = await calls.AddChunkAsync(
            recording.Key, chunk, _limits.MaxChunksPerCall, now, now + downloads.Value.MaxExpiry, cancellationToken);
        if (outcome is AddChunkOutcome.Added)
            return new StoredChunk(chunk, Created: true);

        // Whoever asked may have left by now: what nothing refers to goes all the same.
        await store.DeleteAsync(key, CancellationToken.None);
        return outcome switch
        {
            AddChunkOutcome.NumberTaken => await AnswerTakenAsync(recording, number, type, chunk, cancellationToken),
            AddChunkOutcome.TooMany => ChunkRefusals.TooMany(_limits.MaxChunksPerCall),
            AddChunkOutcome.TooManyTracks => ChunkRefusals.TooManyTracks(),
            AddChunkOutcome.RecordingDisabled => ChunkRefusals.RecordingDisabled(),
            _ => ChunkRefusals.ChatNotFound(recording.Id.ToString()),
        };
    }

    /// <summary>The same chunk was sent twice at once: the one that came second is told so.</summary>
    private async Task<Result<StoredChunk>> AnswerTakenAsync(
        Recording recording, ChunkNumber number, ChunkMediaType type, Chunk chunk, CancellationToken cancellationToken) =>
        await calls.FindChunkAsync(recording.Key, number.Track, number.Sequence, cancellationToken) is { } stored
            && number.IsAlike(stored, type, chunk.Checksum)
            ? new StoredChunk(stored, Created: false)
            : ChunkRefusals.Conflict(number);
}
