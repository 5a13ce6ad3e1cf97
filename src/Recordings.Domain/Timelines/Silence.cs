namespace Recordings.Domain.Timelines;

/// <summary>Finds the frames in which no track sounds.</summary>
internal static class Silence
{
    /// <summary>The length in frames of the longest silence between frame 0 and the end of the last sound.</summary>
    public static long Longest(TrackTimeline[] tracks)
    {
        var spans = tracks.Sum(track => track.Spans.Count);
        var (starts, ends) = (new long[spans], new long[spans]);
        var count = 0;
        foreach (var track in tracks)
        {
            foreach (var span in track.Spans)
                (starts[count], ends[count++]) = (span.Frames.Start, span.Frames.End);
        }

        Array.Sort(starts, ends);
        long longest = 0, heardUntil = 0;
        for (var i = 0; i < spans; i++)
        {
            longest = Math.Max(longest, starts[i] - heardUntil);
            heardUntil = Math.Max(heardUntil, ends[i]);
        }

        return longest;
    }
}
