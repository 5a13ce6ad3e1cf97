namespace Recordings.Application.Reading;

/// <summary>A recording that may be sent, for as long as the right holds.</summary>
public sealed record OpenedRecording(RecordingAudio Audio, ReadingRight Right);
