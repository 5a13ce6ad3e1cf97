using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>What a call sounds like: which run of which track is heard where. A pure function of the chunks, whatever their order.</summary>
public sealed class Timeline
{
    /// <summary>
    /// Tracks of one call, at most: as many full-scale samples as fit a 32-bit sum (65536 × −32768 = −2³¹), so that
    /// <see cref="Mixer"/> can never wrap.
    /// </summary>
    public const int MaxTracks = 65536;

    private readonly TrackTimeline[] _tracks;

    private Timeline(SampleRate rate, TrackTimeline[] tracks)
    {
        (Rate, _tracks) = (rate, tracks);
        Frames = tracks.Max(track => track.End);
        LongestSilence = Silence.Longest(tracks);
    }

    /// <summary>The recording's rate: the highest among its chunks (timeline rule 1).</summary>
    public SampleRate Rate { get; }

    /// <summary>The recording's length: where the last chunk ends (timeline rule 2).</summary>
    public long Frames { get; }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<TrackTimeline> Tracks => _tracks;

    /// <summary>Frames of the longest stretch of the recording in which no track sounds, the one before the first sound included.</summary>
    public long LongestSilence { get; }

    /// <exception cref="ArgumentException">No chunks, more than <see cref="MaxTracks"/> tracks, or one sequence number twice on a track.</exception>
    /// <exception cref="OverflowException">A chunk ends beyond every frame number.</exception>
    public static Timeline Create(IReadOnlyCollection<Chunk> chunks)
    {
        if (chunks.Count == 0)
            throw new ArgumentException("A timeline has at least one chunk.", nameof(chunks));

        var rate = chunks.Max(chunk => chunk.Format.Rate);
        var tracks = chunks.GroupBy(chunk => chunk.Track).OrderBy(track => track.Key).ToArray();
        return tracks.Length <= MaxTracks
            ? new Timeline(rate, Array.ConvertAll(tracks, track => TrackTimeline.Create(track.Key, [.. track], rate)))
            : throw new ArgumentException($"A call has at most {MaxTracks} tracks.", nameof(chunks));
    }

    /// <summary>Adds what sounds in <paramref name="range"/>, clipped to it, track by track and in order of time.</summary>
    public void CollectSpans(FrameRange range, List<VoiceSpan> into)
    {
        foreach (var track in _tracks)
            track.CollectSpans(range, into);
    }
}
