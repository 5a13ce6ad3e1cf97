namespace Recordings.Domain.Timelines;

/// <summary>Which chunk of a track is heard at each instant (timeline rule 5).</summary>
internal static class OverlapResolver
{
    /// <summary>
    /// Sweeps over the chunks from the one that yields to all others to the one that is heard over all others. That order is also the order
    /// of their starts, so the chunks begun so far lie on a stack whose top is heard; ended ones are dropped when they come to the top.
    /// </summary>
    /// <param name="track">The chunks of one track, in any order; they are put into order.</param>
    /// <returns>Spans in order of time, disjoint, neighbours of one run merged.</returns>
    public static VoiceSpan[] Resolve(PlacedChunk[] track)
    {
        Array.Sort(track);
        var spans = new List<VoiceSpan>(track.Length);
        var begun = new Stack<PlacedChunk>();
        var now = 0L;
        foreach (var chunk in track)
        {
            now = PlayUntil(chunk.Frames.Start, now, begun, spans);
            begun.Push(chunk);
        }

        PlayUntil(long.MaxValue, now, begun, spans);
        return [.. spans];
    }

    private static long PlayUntil(long until, long now, Stack<PlacedChunk> begun, List<VoiceSpan> spans)
    {
        while (now < until && begun.TryPeek(out var heard))
        {
            var end = Math.Min(until, heard.Frames.End);
            if (end > now)
            {
                Append(spans, heard.Run, new FrameRange(now, end));
                now = end;
            }

            if (heard.Frames.End <= now)
                begun.Pop();
        }

        return until;
    }

    private static void Append(List<VoiceSpan> spans, Run run, FrameRange frames)
    {
        if (spans.Count > 0 && spans[^1] is var last && last.Run == run && last.Frames.End == frames.Start)
            spans[^1] = new VoiceSpan(run, new FrameRange(last.Frames.Start, frames.End));
        else
            spans.Add(new VoiceSpan(run, frames));
    }
}
