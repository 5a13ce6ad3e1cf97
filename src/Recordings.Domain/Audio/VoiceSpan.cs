namespace Recordings.Domain.Audio;

/// <summary>A stretch in which one track sounds from one run (timeline rule 5).</summary>
/// <param name="Run">What is heard.</param>
/// <param name="Frames">Where it is heard, in frames of the recording; within the run's own interval.</param>
public readonly record struct VoiceSpan(Run Run, FrameRange Frames);
