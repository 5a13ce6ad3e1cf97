using Recordings.Domain.Chats;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>Collects the chunks of a call, track after track, and makes the outline of their timeline. Its memory is rented.</summary>
/// <param name="expected">The expected number of chunks; there may be more or fewer.</param>
public sealed class OutlineBuilder(int expected) : IDisposable
{
    private readonly List<(TrackName Track, int First)> _tracks = [];
    private ChunkTiming[] _chunks = WorkArrays<ChunkTiming>.Pool.Rent(expected + 16);
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
            Grow();
        _chunks[_count++] = chunk;
        if (chunk.Rate.CompareTo(_rate) > 0)
            _rate = chunk.Rate;
    }

    /// <summary>The outline; null when there is no chunk. Call it once.</summary>
    /// <exception cref="ArgumentException">Two chunks of a track have the same sequence number.</exception>
    public TimelineOutline? Build()
    {
        if (_count == 0)
            return null;

        var outlines = new TrackOutline[_tracks.Count];
        for (var i = 0; i < outlines.Length; i++)
        {
            var end = i + 1 < outlines.Length ? _tracks[i + 1].First : _count;
            outlines[i] = PlacedTrack.Outline(_tracks[i].Track, _chunks.AsSpan(_tracks[i].First..end), _rate);
        }

        return new TimelineOutline(_rate, outlines.Max(track => track.Frames.End), outlines);
    }

    /// <summary>Returns the memory; the builder must not be used after it.</summary>
    public void Dispose()
    {
        WorkArrays<ChunkTiming>.Pool.Return(_chunks);
        _chunks = [];
    }

    private void Grow()
    {
        var larger = WorkArrays<ChunkTiming>.Pool.Rent(_count * 2);
        _chunks.AsSpan(0, _count).CopyTo(larger);
        WorkArrays<ChunkTiming>.Pool.Return(_chunks);
        _chunks = larger;
    }
}
