using Recordings.Domain.Chats;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>Where one track sounds, and which of its runs sounds there.</summary>
public sealed class TrackTimeline
{
    private readonly VoiceSpan[] _spans;

    private TrackTimeline(TrackName track, int chunks, VoiceSpan[] spans, IReadOnlyList<SequenceGap> gaps)
    {
        (Track, Chunks, _spans, Gaps) = (track, chunks, spans, gaps);
        foreach (var span in spans)
            SoundingFrames += span.Frames.Length;
    }

    public TrackName Track { get; }

    public int Chunks { get; }

    /// <summary>In order of time and disjoint. Adjacent spans of one run are merged.</summary>
    public IReadOnlyList<VoiceSpan> Spans => _spans;

    /// <summary>The first frame of the recording in which the track sounds.</summary>
    public long FirstFrame => _spans[0].Frames.Start;

    /// <summary>The number of the recording's frames in which the track sounds.</summary>
    public long SoundingFrames { get; }

    public IReadOnlyList<SequenceGap> Gaps { get; }

    internal long End => _spans[^1].Frames.End;

    /// <exception cref="ArgumentException">Two chunks have the same sequence number.</exception>
    internal static TrackTimeline Create(TrackName track, Chunk[] chunks, SampleRate rate)
    {
        var sequences = Array.ConvertAll(chunks, chunk => chunk.Sequence);
        Array.Sort(sequences);
        for (var i = 1; i < sequences.Length; i++)
        {
            if (sequences[i] == sequences[i - 1])
                throw new ArgumentException($"Track {track} has two chunks with the sequence number {sequences[i]}.", nameof(chunks));
        }

        var spans = OverlapResolver.Resolve(ChunkPlacement.Place(chunks, rate));
        return new TrackTimeline(track, chunks.Length, spans, SequenceGap.Between(sequences));
    }

    /// <summary>Adds the spans in <paramref name="range"/>, clipped to it, in order of time.</summary>
    internal void CollectSpans(FrameRange range, List<VoiceSpan> into)
    {
        if (range.IsEmpty)
            return;

        for (var i = IndexOfFirstEndingAfter(range.Start); i < _spans.Length && _spans[i].Frames.Start < range.End; i++)
            into.Add(_spans[i] with { Frames = _spans[i].Frames.Intersect(range) });
    }

    private int IndexOfFirstEndingAfter(long frame)
    {
        var (low, high) = (0, _spans.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_spans[middle].Frames.End <= frame)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

/// <summary>An interval in which one run of a track is heard (timeline rule 5).</summary>
/// <param name="Run">The run that is heard.</param>
/// <param name="Frames">The interval, in frames of the recording; it lies within the run's interval.</param>
public readonly record struct VoiceSpan(Run Run, FrameRange Frames);
