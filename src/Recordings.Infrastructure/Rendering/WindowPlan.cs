using System.Runtime.InteropServices;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Rendering;

/// <summary>
/// Splits a window into segments, so that a single voice is read directly into the output and only overlaps are summed.
/// Reused for each window.
/// </summary>
internal sealed class WindowPlan
{
    private readonly List<VoiceSpan> _spans = [];
    private readonly List<VoiceSpan> _active = [];
    private readonly List<VoiceSpan> _voices = [];
    private readonly List<MixSegment> _segments = [];

    /// <summary>Disjoint, in order of time; the gaps between them are silence.</summary>
    public IReadOnlyList<MixSegment> Segments => _segments;

    public IReadOnlyList<VoiceSpan> Voices => _voices;

    public void Plan(Timeline timeline, FrameRange window)
    {
        _spans.Clear();
        _active.Clear();
        _voices.Clear();
        _segments.Clear();
        timeline.CollectSpans(window, _spans);
        _spans.Sort(static (one, other) => one.Frames.Start.CompareTo(other.Frames.Start));

        var next = 0;
        for (var at = window.Start; at < window.End;)
        {
            DropEnded(at);
            while (next < _spans.Count && _spans[next].Frames.Start <= at)
                _active.Add(_spans[next++]);

            at = _active.Count switch
            {
                0 => next < _spans.Count ? _spans[next].Frames.Start : window.End,
                1 => AddAlone(at, next),
                _ => AddOverlap(at, ref next),
            };
        }
    }

    /// <summary>Adds a segment of one voice, until it ends or another voice begins.</summary>
    private long AddAlone(long at, int next)
    {
        var voice = _active[0];
        var end = next < _spans.Count ? Math.Min(voice.Frames.End, _spans[next].Frames.Start) : voice.Frames.End;
        Add(new FrameRange(at, end), [voice]);
        return end;
    }

    /// <summary>Adds a segment of two or more voices, until at most one remains. It lists each voice once.</summary>
    private long AddOverlap(long at, ref int next)
    {
        var (latest, second) = TwoLatestEnds();
        while (next < _spans.Count && _spans[next].Frames.Start < second)
        {
            var end = _spans[next].Frames.End;
            (latest, second) = end > latest ? (end, latest) : (latest, Math.Max(second, end));
            _active.Add(_spans[next++]);
        }

        Add(new FrameRange(at, second), CollectionsMarshal.AsSpan(_active));
        return second;
    }

    private (long Latest, long Second) TwoLatestEnds()
    {
        var (latest, second) = (0L, 0L);
        foreach (var span in _active)
        {
            if (span.Frames.End > latest)
                (latest, second) = (span.Frames.End, latest);
            else
                second = Math.Max(second, span.Frames.End);
        }

        return (latest, second);
    }

    private void DropEnded(long at)
    {
        for (var i = _active.Count - 1; i >= 0; i--)
        {
            if (_active[i].Frames.End <= at)
                _active.RemoveAt(i);
        }
    }

    private void Add(FrameRange frames, ReadOnlySpan<VoiceSpan> voices)
    {
        _segments.Add(new MixSegment(frames, _voices.Count, voices.Length));
        foreach (var voice in voices)
            _voices.Add(voice with { Frames = voice.Frames.Intersect(frames) });
    }
}

/// <summary>Frames of a window with the same voices: one voice throughout, or two or more that are summed.</summary>
/// <param name="Frames">Its range, in frames of the recording.</param>
/// <param name="FirstVoice">Index of its first voice in the plan's list; each is clipped to the segment.</param>
/// <param name="Voices">The number of its voices.</param>
internal readonly record struct MixSegment(FrameRange Frames, int FirstVoice, int Voices);
