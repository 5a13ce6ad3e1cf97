using System.Runtime.InteropServices;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

/// <summary>
/// The tests of the resampler, the mixer and the decoder must pass at every vector width. To check this, run them again
/// with DOTNET_EnableAVX2=0 and with DOTNET_EnableHWIntrinsic=0 in the environment.
/// </summary>
[TestFixtureSource(typeof(RatePairs), nameof(RatePairs.All))]
public sealed class ResamplerTests(int from, int to)
{
    private const int SourceLength = 700;

    private readonly Resampler _resampler = Resampler.Between(SampleRate.FromHertz(from), SampleRate.FromHertz(to));
    private readonly short[] _noise = Noise(SourceLength, from + to);

    private int Outputs => (SourceLength * RatePairs.Up(from, to)) / RatePairs.Down(from, to);

    [Test]
    public void Output_OfFullScaleNoise_EqualsTheScalarResampler() =>
        Assert.That(
            Resample(_noise, 0, Outputs),
            Is.EqualTo(Enumerable.Range(0, Outputs).Select(n => ScalarResampler.At(_noise, from, to, n))));

    [Test]
    public void Output_InAnyPartition_IsTheSame()
    {
        var random = new Random(3);
        var parts = new List<short>();
        while (parts.Count < Outputs)
        {
            var count = random.Next(4) == 0 ? 1 : random.Next(1, Outputs / 3);
            parts.AddRange(Resample(_noise, parts.Count, Math.Min(Outputs - parts.Count, count)));
        }

        Assert.That(parts, Is.EqualTo(Resample(_noise, 0, Outputs)));
    }

    [Test]
    public void Output_OnASourceFrame_IsThatFrame()
    {
        var (up, down) = (RatePairs.Up(from, to), RatePairs.Down(from, to));

        Assert.That(
            Resample(_noise, 0, Outputs).Where((_, n) => n % up == 0),
            Is.EqualTo(_noise.Where((_, n) => n % down == 0).Take(((Outputs - 1) / up) + 1)));
    }

    [Test]
    public void Click_Resampled_KeepsItsTime()
    {
        var click = new short[SourceLength];
        click[350] = 20000;

        var output = Resample(click, 0, Outputs);

        Assert.That(Array.IndexOf(output, output.Max()) * (double)from / to, Is.EqualTo(350).Within(0.5 * from / to + 1e-9));
    }

    [TestCase(32767)]
    [TestCase(-32768)]
    [TestCase(1)]
    public void Constant_AwayFromTheEdges_KeepsItsLevel(short level)
    {
        var output = Resample(Enumerable.Repeat(level, SourceLength).ToArray(), 0, Outputs);
        var edge = 33 * to / from;

        Assert.That(output.Skip(edge).SkipLast(edge), Is.All.EqualTo(level));
    }

    [Test]
    public void Tone_AtTheHigherRate_IsTheSameTone()
    {
        double Tone(double seconds) => 20000 * Math.Sin(2 * Math.PI * 1000 * seconds);
        var tone = Enumerable.Range(0, SourceLength).Select(n => (short)Math.Round(Tone(n / (double)from))).ToArray();
        var edge = 33 * to / from;

        var output = Resample(tone, 0, Outputs);

        Assert.That(output.Select((sample, n) => sample - Tone(n / (double)to)).Skip(edge).SkipLast(edge), Is.All.EqualTo(0).Within(3));
    }

    [Test]
    public void Output_LateInALongCall_EqualsTheFirstFrames()
    {
        var cycles = 1_000_000_000L;
        var (first, count) = _resampler.SourceFrames(cycles * RatePairs.Up(from, to), 500);
        var output = new short[500];

        _resampler.Resample(Window(_noise, first - (cycles * RatePairs.Down(from, to)), count), cycles * RatePairs.Up(from, to), output);

        Assert.That(output, Is.EqualTo(Resample(_noise, 0, 500)));
    }

    private short[] Resample(short[] signal, long first, int count)
    {
        var source = _resampler.SourceFrames(first, count);
        var output = new short[count];
        _resampler.Resample(Window(signal, source.First, source.Count), first, output);
        return output;
    }

    private static short[] Window(short[] signal, long first, int count) =>
        [.. Enumerable.Range(0, count).Select(i => first + i >= 0 && first + i < signal.Length ? signal[first + i] : (short)0)];

    private static short[] Noise(int length, int seed)
    {
        var noise = new short[length];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(noise.AsSpan()));
        return noise;
    }
}
