using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

public sealed class SincFilterTests
{
    [Test]
    public void Coefficients_OfEveryFilter_AreTheSameOnEveryMachine()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var filter in RatePairs.Phases.Select(phases => new SincFilter(phases)))
        {
            for (var phase = 0; phase < filter.Phases; phase++)
                hash.AppendData(MemoryMarshal.AsBytes(filter.Phase(phase)));
        }

        Assert.That(
            Convert.ToHexStringLower(hash.GetHashAndReset()),
            Is.EqualTo("0d4ad8b3043f0c6776e9b26c1f6c56e8a93ff77d5a708d47af3ac4d30d9ff848"),
            "Other coefficients change the bytes of recordings. Raise the rules version of the fingerprint.");
    }

    [TestCaseSource(typeof(RatePairs), nameof(RatePairs.Phases))]
    public void StopBand_AboveElevenTenthsOfNyquist_IsBelowMinus80Decibels(int phases) =>
        Assert.That(Band(phases, 1.1, phases).Max(), Is.LessThan(-80));

    [TestCaseSource(typeof(RatePairs), nameof(RatePairs.Phases))]
    public void PassBand_BelowNineTenthsOfNyquist_IsFlatToATenthDecibel(int phases) =>
        Assert.That(Band(phases, 0, 0.9), Is.All.EqualTo(0).Within(0.1));

    [TestCaseSource(typeof(RatePairs), nameof(RatePairs.Phases))]
    public void Phases_OfEveryFilter_HaveGainOne(int phases)
    {
        var filter = new SincFilter(phases);

        Assert.That(Enumerable.Range(0, phases).Select(phase => Doubles(filter.Phase(phase)).Sum()), Is.All.EqualTo(1).Within(1e-6));
    }

    [TestCaseSource(typeof(RatePairs), nameof(RatePairs.Phases))]
    public void PhaseZero_OfEveryFilter_IsTheUnitImpulse(int phases) =>
        Assert.That(
            new SincFilter(phases).Phase(0).ToArray(),
            Is.EqualTo(Enumerable.Range(0, SincFilter.Taps).Select(tap => tap == SincFilter.Before ? 1f : 0f)));

    [TestCaseSource(typeof(RatePairs), nameof(RatePairs.Phases))]
    public void Phases_OfEveryFilter_AreSymmetrical(int phases)
    {
        var filter = new SincFilter(phases);
        for (var phase = 1; phase < phases; phase++)
            Assert.That(Doubles(filter.Phase(phases - phase)).Reverse(), Is.EqualTo(Doubles(filter.Phase(phase))).Within(1e-7));
    }

    [Test]
    public void Coefficients_OfEveryPhase_AreTheWindowedSinc()
    {
        const int Phases = 6;
        var filter = new SincFilter(Phases);
        for (var phase = 1; phase < Phases; phase++)
        {
            var exact = Enumerable.Range(-SincFilter.Before, SincFilter.Taps)
                .Select(at => WindowedSinc(at - (phase / (double)Phases)))
                .ToArray();
            Assert.That(Doubles(filter.Phase(phase)), Is.EqualTo(exact.Select(value => value / exact.Sum())).Within(1e-7));
        }
    }

    /// <summary>The magnitudes in decibels between two frequencies. A frequency is a multiple of the source's Nyquist frequency.</summary>
    private static double[] Band(int phases, double from, double to)
    {
        var magnitudes = Spectrum.Magnitudes(Prototype(new SincFilter(phases)));
        var bins = magnitudes.Length - 1;
        return [.. magnitudes
            .Where((_, bin) => bin * (double)phases / bins is var frequency && frequency >= from && frequency <= to)
            .Select(magnitude => 20 * Math.Log10(magnitude))];
    }

    /// <summary>The phases interleaved: the filter at the source's rate times the number of phases, with gain 1.</summary>
    private static double[] Prototype(SincFilter filter)
    {
        var response = new double[filter.Phases * SincFilter.Taps];
        for (var phase = 0; phase < filter.Phases; phase++)
        {
            for (var tap = 0; tap < SincFilter.Taps; tap++)
                response[((tap + 1) * filter.Phases) - 1 - phase] = filter.Phase(phase)[tap] / filter.Phases;
        }

        return response;
    }

    private static double WindowedSinc(double at) =>
        Math.Sin(Math.PI * at) / (Math.PI * at) * Bessel(10.06126 * Math.Sqrt(1 - (at / 32 * at / 32)));

    /// <summary>I₀ by its integral, (1/π) ∫ exp(x cos θ) dθ from 0 to π.</summary>
    private static double Bessel(double x) => Enumerable.Range(0, 400).Average(i => Math.Exp(x * Math.Cos(Math.PI * (i + 0.5) / 400)));

    private static double[] Doubles(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), value => (double)value);
}
