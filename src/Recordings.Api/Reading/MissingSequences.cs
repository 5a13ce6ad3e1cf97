using Recordings.Domain.Timelines;

namespace Recordings.Api.Reading;

/// <summary>Writes gaps as single numbers, of which a track may miss two billion, and a call may have thousands of tracks.</summary>
internal static class MissingSequences
{
    public const int MaxOfTrack = 1000;

    /// <summary>Together; a track that comes after them has an empty list.</summary>
    public const int MaxOfCall = 100_000;

    /// <summary>By name, of the tracks that have gaps.</summary>
    public static Dictionary<string, IReadOnlyList<int>> List(IEnumerable<TrackTimeline> tracks)
    {
        var (left, byTrack) = (MaxOfCall, new Dictionary<string, IReadOnlyList<int>>());
        foreach (var track in tracks.Where(track => track.Gaps.Count > 0))
        {
            var missing = List(track.Gaps, Math.Min(left, MaxOfTrack));
            byTrack.Add(track.Track.Value, missing);
            left -= missing.Count;
        }

        return byTrack;
    }

    private static List<int> List(IReadOnlyList<SequenceGap> gaps, int most)
    {
        var missing = new List<int>();
        foreach (var gap in gaps)
        {
            for (long sequence = gap.First; sequence <= gap.Last && missing.Count < most; sequence++)
                missing.Add((int)sequence);
        }

        return missing;
    }
}
