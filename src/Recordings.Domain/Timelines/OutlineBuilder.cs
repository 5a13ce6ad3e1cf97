using Recordings.Domain.Chats;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>Collects the chunks of a call, track after track, and makes the outline of their timeline. One outline for each builder.</summary>
/// <param name="expected">The expected number of chunks; there may be more or fewer.</param>
public sealed class OutlineBuilder(int expected)
{
    private readonly List<(TrackName Track, int First)> _tracks = [];
    private ChunkTiming[] _chunks = new ChunkTiming[Math.Max(1, expected)];
    private int _count;
    private SampleRate _rate;

    /// <summary>The track of the chunk that was added last; null before the first.</summary>
    public TrackName? LastTrack => _tracks.Count == 0 ? null : _tracks[^1].Track;

    /// <param name="track">In ascending order of names; the chunks of a track in any order.</param>
    /// <exception cref="ArgumentException">The track is before the last one.</exception>
    public void Add(TrackName track, ChunkTiming chunk)
    {
        var order = track.CompareTo(LastTrack);
        if (order < 0)
            throw new ArgumentException("Tracks come in the order of their names.", nameof(track));
        if (order > 0)
            _tracks.Add((track, _count));

        if (_count == _chunks.Length)
            Array.Resize(ref _chunks, _count + (_count / 4) + 16);
        _chunks[_count++] = chunk;
        if (chunk.Rate.CompareTo(_rate) > 0)
            _rate = chunk.Rate;
    }

    /// <summary>The outline; null when there is no chunk.</summary>
    /// <exception cref="ArgumentException">Two chunks of a track have the same sequence number.</exception>
    public TimelineOutline? Build()
    {
        if (_count == 0)
            return null;

        var outlines = new TrackOutline[_tracks.Count];
        for (var i = 0; i < outlines.Length; i++)
        {
            var end = i + 1 < outlines.Length ? _tracks[i + 1].First : _count;
            outlines[i] = PlacedTrack.Create(_tracks[i].Track, _chunks.AsSpan(_tracks[i].First..end), _rate).Outline;
        }

        return new TimelineOutline(_rate, outlines.Max(track => track.Frames.End), outlines);
    }
}
