using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

public sealed class ResamplerEdgeTests
{
    private static readonly Resampler Doubling = Resampler.Between(SampleRate.FromHertz(8000), SampleRate.FromHertz(16000));

    [Test]
    public void Output_OfFixedNoise_IsTheSameOnEveryMachine()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var pair in RatePairs.All)
        {
            var resampler = Resampler.Between(SampleRate.FromHertz((int)pair[0]), SampleRate.FromHertz((int)pair[1]));
            var output = new short[5000];
            resampler.Resample(Lehmer(resampler.SourceFrames(12345, output.Length).Count), 12345, output);
            hash.AppendData(MemoryMarshal.AsBytes<short>(output));
        }

        Assert.That(Convert.ToHexStringLower(hash.GetHashAndReset()), Is.EqualTo("672c466c765fda11f57c89f61f8bed178944da0a24985d8fec360f7b560d5ada"));
    }

    [Test]
    public void LoudestSignal_SaturatesAtBothEnds()
    {
        var phase = new SincFilter(2).Phase(1);
        var positive = Array.ConvertAll(phase.ToArray(), coefficient => coefficient >= 0 ? short.MaxValue : short.MinValue);
        var negative = Array.ConvertAll(positive, sample => (short)~sample);

        Assert.That((One(positive), One(negative)), Is.EqualTo((short.MaxValue, short.MinValue)));
    }

    [Test]
    public void SameRate_PassesThrough()
    {
        var identity = Resampler.Between(SampleRate.FromHertz(8000), SampleRate.FromHertz(8000));
        var source = Lehmer(identity.SourceFrames(7, 100).Count);
        var output = new short[100];

        identity.Resample(source, 7, output);

        Assert.That(output, Is.EqualTo(source[31..131]));
    }

    [Test]
    public void SourceFrames_AtTheRunsStart_ReachBeforeIt() => Assert.That(Doubling.SourceFrames(0, 2), Is.EqualTo((-31L, 64)));

    [Test]
    public void SourceFrames_OfNoOutput_AreNone() => Assert.That(Doubling.SourceFrames(10, 0).Count, Is.Zero);

    [Test]
    public void NoOutput_IsMadeOfNothing() => Assert.That(() => Doubling.Resample([], 10, []), Throws.Nothing);

    [TestCase(63)]
    [TestCase(65)]
    public void Source_OfAnotherLength_IsRefused(int length) =>
        Assert.That(() => Doubling.Resample(new short[length], 0, new short[2]), Throws.ArgumentException);

    [Test]
    public void LowerRate_IsRefused() =>
        Assert.That(() => Resampler.Between(SampleRate.FromHertz(16000), SampleRate.FromHertz(8000)), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void SameRatio_IsOneInstance() => Assert.That(Resampler.Between(SampleRate.FromHertz(24000), SampleRate.FromHertz(48000)), Is.SameAs(Doubling));

    [Test]
    public void ManyThreads_ShareOneInstance()
    {
        var source = Lehmer(Doubling.SourceFrames(0, 4000).Count);
        var outputs = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(4).Select(_ =>
        {
            var output = new short[4000];
            Doubling.Resample(source, 0, output);
            return output;
        }).ToArray();

        Assert.That(outputs, Is.All.EqualTo(outputs[0]));
    }

    private static short One(short[] source)
    {
        var output = new short[1];
        Doubling.Resample(source, 1, output);
        return output[0];
    }

    /// <summary>Lehmer's generator: noise that is the same in every runtime.</summary>
    private static short[] Lehmer(int length)
    {
        var state = 1L;
        var noise = new short[length];
        for (var i = 0; i < length; i++)
        {
            state = state * 48271 % int.MaxValue;
            noise[i] = unchecked((short)(state >> 8));
        }

        return noise;
    }
}
