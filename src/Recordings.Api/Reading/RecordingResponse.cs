using Recordings.Api.Links;
using Recordings.Api.Problems;
using Recordings.Application.Reading;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Reading;

/// <summary>Metadata of a call's recording.</summary>
/// <param name="ChatId">The platform's number of the chat.</param>
/// <param name="Channel">phone_voice, web_voice, sms, web_chat or email.</param>
/// <param name="Kind">standard, manager_owned or direct_message.</param>
/// <param name="Status">in_progress, ready or unavailable.</param>
/// <param name="StatusReason">Why it is unavailable: recording_disabled, not_a_voice_chat or no_audio; else null.</param>
/// <param name="StartedAt">When the call began.</param>
/// <param name="EndedAt">When it ended; null while it goes on.</param>
/// <param name="DurationMs">Length of the recording, rounded down; null until ready.</param>
/// <param name="SampleRate">Frames per second; null until ready.</param>
/// <param name="Channels">Always 1; null until ready.</param>
/// <param name="SizeBytes">Bytes of audio.wav; null until ready.</param>
/// <param name="Etag">Entity tag of audio.wav; null until ready.</param>
/// <param name="Participants">Who took part.</param>
/// <param name="Tracks">The tracks and their audio, by name.</param>
/// <param name="Gaps">By track: sequence numbers missing between the lowest and the highest stored, at most 1000 a track and 100000 in all. Tracks without gaps are left out.</param>
/// <param name="Links">The URLs of the recording.</param>
public sealed record RecordingResponse(
    long ChatId, Channel Channel, ChatKind Kind, RecordingStatus Status, string? StatusReason,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long? DurationMs, int? SampleRate, int? Channels, long? SizeBytes, string? Etag,
    IReadOnlyList<ParticipantResponse> Participants, IReadOnlyList<TrackResponse> Tracks,
    IReadOnlyDictionary<string, IReadOnlyList<int>> Gaps, RecordingLinks Links)
{
    internal static RecordingResponse From(RecordingDetails details, Uri origin)
    {
        var (recording, outline) = details;
        var description = recording.Chat.Description;
        var rendition = Rendition.Mix;
        var ready = recording.Availability is Availability.Ready ? recording.Summary : null;

        return new RecordingResponse(
            recording.Id.Value, description.Channel, description.Kind,
            StatusOf(recording.Availability),
            details.StatusReason is { } reason ? ProblemTable.Find(reason).Code : null,
            description.StartedAt, recording.Chat.EndedAt,
            ready?.DurationMs, ready?.Rate.Hertz, ready is null ? null : rendition.Channels, ready?.FileLengthOf(rendition),
            ready?.ETagOf(rendition),
            [.. description.Participants.Select(participant =>
                new ParticipantResponse(participant.Member.Value, participant.Role, participant.Track?.Value))],
            outline is null ? [] : [.. outline.Tracks.Select(track => TrackResponse.From(track, outline.Rate))],
            MissingSequences.List(outline?.Tracks ?? []),
            RecordingLinks.From(origin, recording.Workspace, recording.Id));
    }

    private static RecordingStatus StatusOf(Availability availability) => availability switch
    {
        Availability.Ready => RecordingStatus.Ready,
        Availability.CallInProgress => RecordingStatus.InProgress,
        _ => RecordingStatus.Unavailable,
    };
}

public enum RecordingStatus
{
    InProgress,
    Ready,
    Unavailable,
}

/// <param name="MemberId">The platform's pseudonym of the person.</param>
/// <param name="Role">As the platform named it.</param>
/// <param name="Track">Where the person is heard.</param>
public sealed record ParticipantResponse(string MemberId, string? Role, string? Track);

/// <param name="Track">The track's name.</param>
/// <param name="Chunks">How many chunks are stored.</param>
/// <param name="FirstAudioMs">Where its audio begins, from the call's start, rounded down.</param>
/// <param name="AudioMs">Length of its audio in all, rounded down.</param>
public sealed record TrackResponse(string Track, int Chunks, long FirstAudioMs, long AudioMs)
{
    internal static TrackResponse From(TrackOutline track, SampleRate rate) => new(
        track.Track.Value, track.Chunks, track.Frames.Start * 1000 / rate.Hertz, track.SoundingFrames * 1000 / rate.Hertz);
}

/// <param name="Audio">The whole call as one WAV; needs the Authorization header.</param>
/// <param name="DownloadUrl">Gives a short-lived URL that needs none.</param>
public sealed record RecordingLinks(string Audio, string DownloadUrl)
{
    internal static RecordingLinks From(Uri origin, WorkspaceId workspace, ChatId chat) => new(
        RecordingRoutes.AudioOf(origin, workspace, chat).AbsoluteUri, RecordingRoutes.DownloadUrlOf(origin, workspace, chat).AbsoluteUri);
}
