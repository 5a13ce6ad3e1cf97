using MediatR;
using Microsoft.Extensions.Options;
using Recordings.Application.Ports;

namespace Recordings.Application.Capture.StoreChunk;

internal sealed class StoreChunkHandler(
    IRecordings recordings, ICallWriter calls, IAudioStore store, ChunkCommit commit, IOptions<CaptureOptions> options)
    : IRequestHandler<StoreChunk, Result<StoredChunk>>
{
    private readonly CaptureOptions _limits = options.Value;

    public async Task<Result<StoredChunk>> Handle(StoreChunk request, CancellationToken cancellationToken)
    {
        if (await recordings.FindAsync(request.Workspace, request.Chat, cancellationToken) is not { } recording)
            return Failures.ChatNotOpened(request.Chat);
        if (!recording.Chat.IsVoice)
            return Failures.CaptureNotAVoiceChat;

        var stored = await calls.FindChunkAsync(recording.Key, request.Track, request.Sequence.Value, cancellationToken);
        var decision = new ChunkDecision(request, recording, stored, _limits);
        if (decision.NeedsStoredBytes)
            decision = decision with { StoredBytes = await store.FindLengthAsync(stored!.Payload.ObjectKey, cancellationToken) };
        if (!decision.MayBeStored)
            return await AnswerWithoutStoringAsync(decision, cancellationToken);

        await using var staged = await store.StageAsync(request.Body, decision.MaxBytes, cancellationToken);
        return decision.BeforeInspection(staged?.Checksum, isTooLong: staged is null || decision.IsTooLong(staged.Length))
            ?? await commit.RunAsync(decision, staged!, cancellationToken);
    }

    /// <summary>Reads the body only if the answer depends on it.</summary>
    private static async Task<Result<StoredChunk>> AnswerWithoutStoringAsync(ChunkDecision decision, CancellationToken cancellationToken)
    {
        var digest = decision.NeedsDigest
            ? await BodyDigest.ReadAsync(decision.Request.Body, decision.MaxBytes, cancellationToken)
            : null;
        var isTooLong = decision.NeedsDigest ? digest is null || decision.IsTooLong(digest.Length) : decision.IsAnnouncedTooLong;
        return decision.BeforeInspection(digest?.Checksum, isTooLong)
            ?? throw new InvalidOperationException("A body that is not stored has an answer before its inspection.");
    }
}
