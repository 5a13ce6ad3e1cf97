using Recordings.Domain.Audio;

namespace Recordings.Infrastructure.Wav;

/// <summary>A stretch of the window in which either one voice sounds throughout, or two and more have to be added up.</summary>
/// <param name="Frames">Where, in frames of the recording.</param>
/// <param name="FirstVoice">Index of its first voice in the plan's list; each is clipped to the passage.</param>
/// <param name="Voices">How many voices it has.</param>
internal readonly record struct Passage(FrameRange Frames, int FirstVoice, int Voices);
