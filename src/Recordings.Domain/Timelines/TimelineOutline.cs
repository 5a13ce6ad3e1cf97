using Recordings.Domain.Chats;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>
/// What is known about a timeline without its runs: enough to describe a recording, not to render it. Its size depends on the
/// tracks and their gaps, not on the number of chunks.
/// </summary>
/// <param name="Rate">The recording's rate (timeline rule 1).</param>
/// <param name="Frames">The recording's length in frames (timeline rule 2).</param>
/// <param name="Tracks">In order of their names.</param>
public sealed record TimelineOutline(SampleRate Rate, long Frames, IReadOnlyList<TrackOutline> Tracks)
{
    /// <summary>The number of chunks of all tracks.</summary>
    public int Chunks { get; } = Tracks.Sum(track => track.Chunks);
}

/// <summary>Where one track sounds, in sums.</summary>
/// <param name="Track">Its name.</param>
/// <param name="Chunks">The number of its chunks.</param>
/// <param name="Frames">From the first to the last frame of the recording in which it sounds.</param>
/// <param name="SoundingFrames">The number of the recording's frames in which it sounds.</param>
/// <param name="Gaps">In ascending order.</param>
public sealed record TrackOutline(
    TrackName Track, int Chunks, FrameRange Frames, long SoundingFrames, IReadOnlyList<SequenceGap> Gaps);
