using Recordings.Domain.Chats;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>Where one track sounds, and which of its runs sounds there.</summary>
public sealed class TrackTimeline
{
    private readonly VoiceSpan[] _spans;

    private TrackTimeline(TrackOutline outline, VoiceSpan[] spans) => (Outline, _spans) = (outline, spans);

    public TrackOutline Outline { get; }

    public TrackName Track => Outline.Track;

    /// <summary>In order of time and disjoint. Adjacent spans of one run are merged.</summary>
    public IReadOnlyList<VoiceSpan> Spans => _spans;

    internal long End => _spans[^1].Frames.End;

    /// <exception cref="ArgumentException">Two chunks have the same sequence number.</exception>
    internal static TrackTimeline Create(TrackName track, Chunk[] chunks, SampleRate rate)
    {
        Array.Sort(chunks, static (one, other) => one.Timing.CompareTo(other.Timing));
        var (placedRuns, placedSpans) = (new List<PlacedRun>(), new List<PlacedSpan>());
        var outline = PlacedTrack.Create(track, Array.ConvertAll(chunks, chunk => chunk.Timing), rate, placedRuns, placedSpans);
        var runs = Run.Attach(placedRuns, chunks);
        return new TrackTimeline(outline, [.. placedSpans.Select(span => new VoiceSpan(runs[span.Run], span.Frames))]);
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
