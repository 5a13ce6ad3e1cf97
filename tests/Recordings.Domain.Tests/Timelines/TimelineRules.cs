using System.Numerics;
using Recordings.Domain.Tests.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

/// <summary>
/// The timeline rules, written as literally as possible and computed frame by frame, without regard to speed or memory.
/// The tests compare <see cref="Timeline"/> with it.
/// </summary>
internal static class TimelineRules
{
    public static short[] Render(SpokenCall call)
    {
        var rate = call.Chunks.Max(chunk => chunk.Format.Rate.Hertz);
        var tracks = call.Chunks.GroupBy(chunk => chunk.Track.Value).Select(track => Place([.. track], rate, call)).ToArray();
        var length = (int)tracks.SelectMany(track => track).Max(chunk => chunk.End);
        var output = new short[length];
        for (var frame = 0; frame < length; frame++)
        {
            long sum = 0;
            foreach (var track in tracks)
            {
                var heard = track.Where(chunk => chunk.Start <= frame && frame < chunk.End).MaxBy(chunk => (chunk.Start, chunk.Sequence));
                sum += heard?.At(frame) ?? 0;
            }

            output[frame] = (short)Math.Clamp(sum, -32768, 32767);
        }

        return output;
    }

    public static long LongestSilence(SpokenCall call)
    {
        var rate = call.Chunks.Max(chunk => chunk.Format.Rate.Hertz);
        var placed = call.Chunks.GroupBy(chunk => chunk.Track.Value).SelectMany(track => Place([.. track], rate, call)).ToArray();
        long longest = 0, current = 0;
        for (var frame = 0L; frame < placed.Max(chunk => chunk.End); frame++)
        {
            current = placed.Any(chunk => chunk.Start <= frame && frame < chunk.End) ? 0 : current + 1;
            longest = Math.Max(longest, current);
        }

        return longest;
    }

    private static List<Placed> Place(Chunk[] track, int rate, SpokenCall call)
    {
        var placed = new List<Placed>();
        foreach (var chunk in track.OrderBy(chunk => chunk.Start.Nanoseconds).ThenBy(chunk => chunk.Sequence))
        {
            var own = chunk.Format.Rate.Hertz;
            var given = (long)(((new BigInteger(chunk.Start.Nanoseconds) * rate) + 500_000_000) / 1_000_000_000);
            var run = new Signal(given, own, rate);
            var start = given;
            if (placed.LastOrDefault() is { } before)
            {
                var distance = Math.Abs(given - before.End);
                var shorter = Math.Min(Ceiling(before.Frames, before.Run.Own, rate), Ceiling(chunk.Frames, own, rate));
                if (distance <= rate / 50.0m && distance <= shorter / 2.0m)
                    (start, run) = (before.End, before.Run.Own == own ? before.Run : new Signal(before.End, own, rate));
            }

            run.Samples.AddRange(call.Samples[chunk]);
            placed.Add(new Placed(chunk.Sequence, chunk.Frames, start, run.Start + Ceiling(run.Samples.Count, own, rate), run));
        }

        return placed;
    }

    private static long Ceiling(long frames, int own, int rate) => (long)Math.Ceiling((decimal)frames * rate / own);

    private sealed record Placed(int Sequence, long Frames, long Start, long End, Signal Run)
    {
        public short At(long frame) => Run.At(frame - Run.Start);
    }

    private sealed record Signal(long Start, int Own, int Rate)
    {
        public List<short> Samples { get; } = [];

        public short At(long output) => Own == Rate ? Samples[(int)output] : ScalarResampler.At(Samples, Own, Rate, output);
    }
}
