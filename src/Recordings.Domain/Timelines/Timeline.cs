using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>Which run of which track is heard in which frames of a call. It depends on the chunks only, not on their order.</summary>
public sealed class Timeline
{
    /// <summary>
    /// The most tracks of one call: as many full-scale samples as fit a 32-bit sum (65536 × −32768 = −2³¹).
    /// So the sums of <see cref="Mixer"/> cannot overflow.
    /// </summary>
    public const int MaxTracks = 65536;

    private readonly TrackTimeline[] _tracks;

    private Timeline(SampleRate rate, TrackTimeline[] tracks)
    {
        (Rate, _tracks) = (rate, tracks);
        Frames = tracks.Max(track => track.End);
        LongestSilence = Silence.Longest(tracks);
    }

    /// <summary>The recording's rate: the highest rate of its chunks (timeline rule 1).</summary>
    public SampleRate Rate { get; }

    /// <summary>The recording's length in frames: it ends where the last chunk ends (timeline rule 2).</summary>
    public long Frames { get; }

    /// <summary>In order of their names.</summary>
    public IReadOnlyList<TrackTimeline> Tracks => _tracks;

    public TimelineOutline Outline => new(Rate, Frames, [.. _tracks.Select(track => track.Outline)]);

    /// <summary>Length in frames of the longest interval in which no track sounds. The silence before the first sound counts.</summary>
    public long LongestSilence { get; }

    /// <exception cref="ArgumentException">
    /// There are no chunks, more than <see cref="MaxTracks"/> tracks, or two chunks of a track with the same sequence number.
    /// </exception>
    /// <exception cref="OverflowException">The end of a chunk is greater than the greatest frame number.</exception>
    public static Timeline Create(IReadOnlyCollection<Chunk> chunks)
    {
        if (chunks.Count == 0)
            throw new ArgumentException("A timeline needs at least one chunk.", nameof(chunks));

        var rate = chunks.Max(chunk => chunk.Format.Rate);
        var tracks = chunks.GroupBy(chunk => chunk.Track).OrderBy(track => track.Key).ToArray();
        return tracks.Length <= MaxTracks
            ? new Timeline(rate, Array.ConvertAll(tracks, track => TrackTimeline.Create(track.Key, [.. track], rate)))
            : throw new ArgumentException($"A call has at most {MaxTracks} tracks.", nameof(chunks));
    }

    /// <summary>Adds the spans in <paramref name="range"/>, clipped to it: track by track, and in order of time within a track.</summary>
    public void CollectSpans(FrameRange range, List<VoiceSpan> into)
    {
        foreach (var track in _tracks)
            track.CollectSpans(range, into);
    }
}
