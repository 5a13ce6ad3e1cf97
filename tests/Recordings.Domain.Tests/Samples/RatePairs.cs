namespace Recordings.Domain.Tests.Samples;

/// <summary>Every pair of supported rates in which the first is lower: a recording resamples the lower rate to the higher.</summary>
internal static class RatePairs
{
    public static readonly int[] Rates = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000];

    public static IEnumerable<object[]> All =>
        Rates.SelectMany(from => Rates.Where(to => to > from).Select(to => new object[] { from, to }));

    /// <summary>The number of phases of each filter that these pairs need.</summary>
    public static IEnumerable<int> Phases => All.Select(pair => Up((int)pair[0], (int)pair[1])).Distinct().Order();

    public static int Up(int from, int to) => to / Divisor(from, to);

    public static int Down(int from, int to) => from / Divisor(from, to);

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);
}
