using Recordings.Domain.Audio;

namespace Recordings.Api.Contracts;

/// <summary>Writes gaps as single numbers, of which a track may miss two billion.</summary>
internal static class MissingSequences
{
    private const int MaxListed = 1000;

    public static IReadOnlyList<int> List(IReadOnlyList<SequenceGap> gaps)
    {
        var missing = new List<int>();
        foreach (var gap in gaps)
        {
            for (long sequence = gap.First; sequence <= gap.Last && missing.Count < MaxListed; sequence++)
                missing.Add((int)sequence);
        }

        return missing;
    }
}
