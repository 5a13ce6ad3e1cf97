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

        Assert.That(
            Convert.ToHexStringLower(hash.GetHashAndReset()),
            Is.EqualTo("672c466c765fda11f57c89f61f8bed178944da0a24985d8fec360f7b560d5ada"));
    }

    [Test]
    public void Output_OfTheLoudestSignal_IsSaturated()
    {
        var phase = new SincFilter(2).Phase(1);
        var positive = Array.ConvertAll(phase.ToArray(), coefficient => coefficient >= 0 ? short.MaxValue : short.MinValue);
        var negative = Array.ConvertAll(positive, sample => (short)~sample);

        Assert.That((FirstBetween(positive), FirstBetween(negative)), Is.EqualTo((short.MaxValue, short.MinValue)));
    }

    [Test]
    public void Output_AtTheSameRate_IsTheSource()
    {
        var identity = Resampler.Between(SampleRate.FromHertz(8000), SampleRate.FromHertz(8000));
        var source = Lehmer(identity.SourceFrames(7, 100).Count);
        var output = new short[100];

        identity.Resample(source, 7, output);

        Assert.That(output, Is.EqualTo(source[31..131]));
    }

    [Test]
    public void SourceFrames_AtTheRunsStart_BeginBeforeIt() => Assert.That(Doubling.SourceFrames(0, 2), Is.EqualTo((-31L, 64)));

    [Test]
    public void SourceFrames_OfNoOutput_AreNone() => Assert.That(Doubling.SourceFrames(10, 0).Count, Is.Zero);

    [Test]
    public void Resample_NoOutput_NeedsNoSource() => Assert.That(() => Doubling.Resample([], 10, []), Throws.Nothing);

    [TestCase(63)]
    [TestCase(65)]
    public void Resample_SourceOfAnotherLength_Throws(int length) =>
        Assert.That(() => Doubling.Resample(new short[length], 0, new short[2]), Throws.ArgumentException);

    [Test]
    public void Between_LowerTargetRate_Throws() =>
        Assert.That(
            () => Resampler.Between(SampleRate.FromHertz(16000), SampleRate.FromHertz(8000)),
            Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Between_SameRatio_IsOneInstance() =>
        Assert.That(Resampler.Between(SampleRate.FromHertz(24000), SampleRate.FromHertz(48000)), Is.SameAs(Doubling));

    [Test]
    public void Resample_OnManyThreads_GivesTheSameOutput()
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

    private static short FirstBetween(short[] source)
    {
        var output = new short[1];
        Doubling.Resample(source, 1, output);
        return output[0];
    }

    /// <summary>Noise by Lehmer's generator, which is the same in every runtime.</summary>
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
