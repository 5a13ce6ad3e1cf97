using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Reading;

/// <summary>The checks every reader passes, in the order in which callers are told: chat, privacy, availability.</summary>
internal sealed class RecordingGate(IRecordings recordings)
{
    private static readonly TimeSpan CallInProgressRetry = TimeSpan.FromSeconds(30);

    /// <summary>The recording if the caller may know of it, whatever its availability.</summary>
    public async Task<Result<Recording>> FindVisibleAsync(RecordingQuery query, CancellationToken cancellationToken)
    {
        var chat = RequestRules.ToChatId(query.ChatId);
        var recording = query.AtHand is { } read && (read.Workspace, read.Id) == (query.Workspace, chat)
            ? read
            : await recordings.FindAsync(query.Workspace, chat, cancellationToken);
        if (recording is null)
            return new Failure(FailureCode.ChatNotFound, $"There is no chat {chat} in this workspace.");

        return AccessPolicy.MayRead(query.Caller, recording.Chat) is AccessDecision.Allowed
            ? recording
            : new Failure(FailureCode.PrivateChat, "This chat is private to its owner and participants.");
    }

    /// <summary>The recording if the caller may read it and there is something to read.</summary>
    public async Task<Result<Recording>> FindReadableAsync(RecordingQuery query, CancellationToken cancellationToken)
    {
        var visible = await FindVisibleAsync(query, cancellationToken);
        return visible.TryGet(out var recording, out var failure) && Refusal(recording.Availability) is { } refusal
            ? refusal
            : visible;
    }

    public static Failure? Refusal(Availability availability) => availability switch
    {
        Availability.Ready => null,
        Availability.RecordingDisabled => new Failure(FailureCode.RecordingDisabled, "Recording is off in this workspace."),
        Availability.NotAVoiceChat => new Failure(FailureCode.NotAVoiceChat, "This chat's channel carries no voice."),
        Availability.NoAudio => new Failure(FailureCode.NoAudio, "The call has ended and left no audio."),
        Availability.CallInProgress => new Failure(FailureCode.CallInProgress, "The call has not ended yet.")
        {
            RetryAfter = CallInProgressRetry,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(availability)),
    };
}
