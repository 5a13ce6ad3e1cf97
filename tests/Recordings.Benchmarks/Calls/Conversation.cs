namespace Recordings.Benchmarks.Calls;

/// <summary>The plan of a call's utterances, the same in each run. The first starts after 0, so every call has a pause.</summary>
internal static class Conversation
{
    private const int FirstWord = 800;
    private const int ContinuousChunk = 5000;

    public static IReadOnlyList<Utterance> Plan(CallShape shape) =>
        (shape.IsContinuous ? PlanContinuous(shape) : PlanTurns(shape))
            .OrderBy(utterance => utterance.Start)
            .ThenBy(utterance => utterance.Track)
            .ToList();

    private static IEnumerable<Utterance> PlanContinuous(CallShape shape)
    {
        var end = shape.Minutes * 60_000;
        for (var start = FirstWord; start < end; start += ContinuousChunk)
        {
            for (var track = 0; track < shape.Tracks.Count; track++)
                yield return new Utterance(track, start, Math.Min(ContinuousChunk, end - start));
        }
    }

    /// <summary>Turns of one to three utterances of 2 to 10 seconds. 60 % of the turns start before the last speaker ends.</summary>
    private static IEnumerable<Utterance> PlanTurns(CallShape shape)
    {
        var chance = new Random(shape.Tracks.Count);
        var end = shape.Minutes * 60_000;
        var busyUntil = new int[shape.Tracks.Count];
        var (speaker, now) = (0, FirstWord);
        while (true)
        {
            for (var left = chance.Next(1, 4); left > 0; left--)
            {
                var (start, length) = (Math.Max(now, busyUntil[speaker]), chance.Next(2000, 10_000));
                if (start + length > end)
                    yield break;

                yield return new Utterance(speaker, start, length);
                busyUntil[speaker] = start + length;
                now = start + length + chance.Next(150, 1050);
            }

            now = busyUntil[speaker] + (chance.NextDouble() < 0.6 ? -chance.Next(500, 2400) : chance.Next(100, 1200));
            speaker = (speaker + chance.Next(1, shape.Tracks.Count)) % shape.Tracks.Count;
        }
    }
}

/// <summary>One chunk of a conversation's plan; times in milliseconds.</summary>
internal readonly record struct Utterance(int Track, int Start, int Length);
