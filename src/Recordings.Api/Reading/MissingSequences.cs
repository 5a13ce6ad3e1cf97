using Recordings.Domain.Timelines;

namespace Recordings.Api.Reading;

/// <summary>
/// Lists gaps as single numbers, up to a limit. A track may miss two billion numbers, and a call may have thousands of tracks.
/// </summary>
internal static class MissingSequences
{
    public const int MaxOfTrack = 1000;

    /// <summary>The limit for all tracks together. A track after this limit has an empty list.</summary>
    public const int MaxOfCall = 100_000;

    /// <summary>The missing numbers by track name, for tracks with gaps.</summary>
    public static Dictionary<string, IReadOnlyList<int>> List(IEnumerable<TrackOutline> tracks)
    {
        var (remaining, byTrack) = (MaxOfCall, new Dictionary<string, IReadOnlyList<int>>());
        foreach (var track in tracks.Where(track => track.Gaps.Count > 0))
        {
            var missing = List(track.Gaps, Math.Min(remaining, MaxOfTrack));
            byTrack.Add(track.Track.Value, missing);
            remaining -= missing.Count;
        }

        return byTrack;
    }

    private static List<int> List(IReadOnlyList<SequenceGap> gaps, int max)
    {
        var missing = new List<int>();
        foreach (var gap in gaps)
        {
            for (long sequence = gap.First; sequence <= gap.Last && missing.Count < max; sequence++)
                missing.Add((int)sequence);
        }

        return missing;
    }
}
