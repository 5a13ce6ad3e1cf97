namespace Recordings.Domain.Timelines;

/// <summary>Finds which chunk of a track is heard in each frame (timeline rule 5).</summary>
internal static class OverlapResolver
{
    /// <summary>
    /// Takes the chunks in ascending order. That is also the order of their starts, and a later chunk is heard over an earlier one.
    /// So a stack holds the chunks that have started, and its top is heard. A chunk that has ended is removed when it is on top.
    /// </summary>
    /// <param name="track">The chunks of one track, in ascending order.</param>
    /// <returns>Spans in order of time and disjoint. Adjacent spans of one run are merged.</returns>
    public static IEnumerable<PlacedSpan> Resolve(ArraySegment<PlacedChunk> track)
    {
        PlacedSpan? last = null;
        foreach (var span in ResolveEach(track))
        {
            if (last is { } open && open.Run == span.Run && open.Frames.End == span.Frames.Start)
            {
                last = new PlacedSpan(open.Run, new FrameRange(open.Frames.Start, span.Frames.End));
                continue;
            }

            if (last is { } complete)
                yield return complete;
            last = span;
        }

        if (last is { } end)
            yield return end;
    }

    /// <summary>The same spans, not merged.</summary>
    private static IEnumerable<PlacedSpan> ResolveEach(ArraySegment<PlacedChunk> track)
    {
        var started = new Stack<PlacedChunk>();
        var now = 0L;
        for (var next = 0; next <= track.Count; next++)
        {
            var until = next < track.Count ? track[next].Frames.Start : long.MaxValue;
            while (now < until && started.TryPeek(out var heard))
            {
                var end = Math.Min(until, heard.Frames.End);
                if (end > now)
                {
                    yield return new PlacedSpan(heard.Run, new FrameRange(now, end));
                    now = end;
                }

                if (heard.Frames.End <= now)
                    started.Pop();
            }

            now = until;
            if (next < track.Count)
                started.Push(track[next]);
        }
    }
}

/// <summary>An interval in frames of the recording, and the index of the run that is heard there.</summary>
internal readonly record struct PlacedSpan(int Run, FrameRange Frames);
