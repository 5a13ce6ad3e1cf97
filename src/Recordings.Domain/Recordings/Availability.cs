namespace Recordings.Domain.Recordings;

/// <summary>Whether a recording can be had, in the order in which callers are told.</summary>
public enum Availability
{
    Ready,
    RecordingDisabled,
    NotAVoiceChat,
    CallInProgress,
    NoAudio,
}
