using Recordings.Domain.Chats;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>When one track sounds, and from which of its runs.</summary>
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

    /// <summary>In order of time, disjoint; spans of one run that touch are one.</summary>
    public IReadOnlyList<VoiceSpan> Spans => _spans;

    /// <summary>Where it first sounds, in frames of the recording.</summary>
    public long FirstFrame => _spans[0].Frames.Start;

    /// <summary>How long it sounds, in frames of the recording.</summary>
    public long SoundingFrames { get; }

    public IReadOnlyList<SequenceGap> Gaps { get; }

    internal long End => _spans[^1].Frames.End;

    /// <exception cref="ArgumentException">Two chunks bear one sequence number.</exception>
    internal static TrackTimeline Create(TrackName track, Chunk[] chunks, SampleRate rate)
    {
        var sequences = Array.ConvertAll(chunks, chunk => chunk.Sequence);
        Array.Sort(sequences);
        for (var i = 1; i < sequences.Length; i++)
        {
            if (sequences[i] == sequences[i - 1])
                throw new ArgumentException($"Track {track} holds chunk {sequences[i]} twice.", nameof(chunks));
        }

        return new TrackTimeline(track, chunks.Length, OverlapResolver.Resolve(ChunkPlacement.Place(chunks, rate)), SequenceGap.Between(sequences));
    }

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

/// <summary>A stretch in which one track sounds from one run (timeline rule 5).</summary>
/// <param name="Run">What is heard.</param>
/// <param name="Frames">Where it is heard, in frames of the recording; within the run's own interval.</param>
public readonly record struct VoiceSpan(Run Run, FrameRange Frames);
