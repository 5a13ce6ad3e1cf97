namespace Recordings.Domain.Timelines;

/// <summary>Finds which chunk of a track is heard in each frame (timeline rule 5).</summary>
internal static class OverlapResolver
{
    /// <summary>
    /// Takes the chunks in ascending order. That is also the order of their starts, and a later chunk is heard over an earlier one.
    /// So a stack holds the chunks that have started, and its top is heard. A chunk that has ended is removed when it is on top.
    /// </summary>
    /// <param name="track">The chunks of one track, in any order. This method sorts them.</param>
    /// <returns>Spans in order of time and disjoint. Adjacent spans of one run are merged.</returns>
    public static List<PlacedSpan> Resolve(PlacedChunk[] track)
    {
        Array.Sort(track);
        var spans = new List<PlacedSpan>();
        var started = new Stack<PlacedChunk>();
        var now = 0L;
        foreach (var chunk in track)
        {
            now = PlayUntil(chunk.Frames.Start, now, started, spans);
            started.Push(chunk);
        }

        PlayUntil(long.MaxValue, now, started, spans);
        return spans;
    }

    private static long PlayUntil(long until, long now, Stack<PlacedChunk> started, List<PlacedSpan> spans)
    {
        while (now < until && started.TryPeek(out var heard))
        {
            var end = Math.Min(until, heard.Frames.End);
            if (end > now)
            {
                Append(spans, heard.Run, new FrameRange(now, end));
                now = end;
            }

            if (heard.Frames.End <= now)
                started.Pop();
        }

        return until;
    }

    private static void Append(List<PlacedSpan> spans, int run, FrameRange frames)
    {
        if (spans.Count > 0 && spans[^1] is var last && last.Run == run && last.Frames.End == frames.Start)
            spans[^1] = new PlacedSpan(run, new FrameRange(last.Frames.Start, frames.End));
        else
            spans.Add(new PlacedSpan(run, frames));
    }
}

/// <summary>An interval in frames of the recording, and the index of the run that is heard there.</summary>
internal readonly record struct PlacedSpan(int Run, FrameRange Frames);
