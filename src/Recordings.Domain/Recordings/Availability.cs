namespace Recordings.Domain.Recordings;

/// <summary>Whether a recording has audio that can be read. If several reasons apply, the first of them is reported.</summary>
public enum Availability
{
    Ready,
    RecordingDisabled,
    NotAVoiceChat,
    CallInProgress,
    NoAudio,
}
