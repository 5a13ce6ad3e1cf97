using FsCheck;
using FsCheck.Fluent;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

/// <summary>A generated call: its chunks, and the 16-bit mono samples of each chunk.</summary>
internal sealed record SpokenCall(IReadOnlyDictionary<Chunk, short[]> Samples)
{
    private static readonly int[] Rates = [8000, 8000, 11025, 12000, 16000, 24000];

    public IReadOnlyCollection<Chunk> Chunks => [.. Samples.Keys];

    /// <summary>
    /// Small calls with many edge cases: one to three tracks with up to 16 chunks together, of one rate or of mixed rates.
    /// A chunk starts near the end of another chunk of its track (within, at or past 20 ms), at its start, or anywhere.
    /// </summary>
    public static Arbitrary<SpokenCall> Any { get; } = Calls().ToArbitrary();

    public override string ToString() =>
        string.Join("; ", Chunks.Select(chunk =>
            $"{chunk.Track}/{chunk.Sequence} {chunk.Start.Nanoseconds} ns, {chunk.Frames} frames at {chunk.Format.Rate}"));

    private static Gen<SpokenCall> Calls() =>
        from rates in Gen.Elements(true, false).Select(mixed => mixed ? Rates : [8000])
        from tracks in Gen.Choose(1, 3)
        from chunks in Plans(tracks, rates).NonEmptyListOf().Resize(16)
        from order in Gen.Shuffle(chunks.Select((_, i) => i).ToArray())
        select new SpokenCall(Place(chunks, order).ToDictionary(chunk => chunk, SamplesOf));

    private static Gen<Plan> Plans(int tracks, int[] rates) =>
        from track in Gen.Choose(0, tracks - 1)
        from rate in Gen.Elements(rates)
        from frames in Gen.OneOf(Gen.Choose(1, 40), Gen.Choose(100, 700), Gen.Constant(320))
        from near in Gen.Elements(Near.End, Near.End, Near.End, Near.Start, Near.Anywhere)
        from offset in Gen.OneOf(
            Gen.Elements(0L, 1, -1, 20_000_000, 20_000_001, 19_999_999, -20_000_000, -20_000_001, 20_062_500, 20_062_499, -20_062_501),
            Gen.Choose(-25_000, 25_000).Select(microseconds => microseconds * 1000L))
        from anywhere in Gen.Choose(0, 120_000)
        select new Plan($"t{track}", rate, frames, near, offset, anywhere * 1000L);

    private static IEnumerable<Chunk> Place(IReadOnlyList<Plan> plans, int[] sequences)
    {
        var last = new Dictionary<string, (long Start, long End)>();
        for (var i = 0; i < plans.Count; i++)
        {
            var plan = plans[i];
            var before = last.GetValueOrDefault(plan.Track);
            var start = Math.Max(0, plan.Near switch
            {
                Near.End => before.End + plan.Offset,
                Near.Start => before.Start + (plan.Offset % 2),
                _ => plan.Anywhere,
            });
            last[plan.Track] = (start, start + (plan.Frames * 1_000_000_000L / plan.Rate));
            yield return Timelines.Chunks.Of(plan.Track, sequences[i], 0, plan.Frames, plan.Rate) with { Start = new MediaTime(start) };
        }
    }

    private static short[] SamplesOf(Chunk chunk)
    {
        var random = new Random(chunk.Sequence);
        return [.. Enumerable.Range(0, (int)chunk.Frames).Select(_ => (short)random.Next(short.MinValue, short.MaxValue + 1))];
    }

    private enum Near
    {
        End,
        Start,
        Anywhere,
    }

    private sealed record Plan(string Track, int Rate, int Frames, Near Near, long Offset, long Anywhere);
}
