using FsCheck;
using FsCheck.Fluent;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Samples;

public sealed class MixerTests
{
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Add_AnyVoice_EqualsTheScalarSum() =>
        Prop.ForAll(Gen.Choose(short.MinValue, short.MaxValue).Select(sample => (short)sample).ArrayOf().ToArbitrary(), voice =>
        {
            int[] before = [.. voice.Select((_, i) => (i * 7919 % 1_000_003) - 500_000)];
            int[] sum = [.. before];
            Mixer.Add(voice, sum);
            return sum.SequenceEqual(before.Zip(voice, (a, b) => a + b));
        });

    [Test]
    public void Add_ExtremesOfAnyLength_EqualsTheScalarSum(
        [Range(0, 70)] int length, [Values(short.MinValue, short.MaxValue)] short extreme)
    {
        var sum = new int[length];
        for (var voices = 0; voices < 3; voices++)
            Mixer.Add(Enumerable.Repeat(extreme, length).ToArray(), sum);

        Assert.That(sum, Is.All.EqualTo(3 * extreme));
    }

    [Test]
    public void Add_ExtremesOfTheMostTracks_DoesNotOverflow()
    {
        var voice = Enumerable.Repeat(short.MinValue, 37).ToArray();
        var sum = new int[voice.Length];
        for (var track = 0; track < Timeline.MaxTracks; track++)
            Mixer.Add(voice, sum);

        Assert.That(sum, Is.All.EqualTo(int.MinValue));
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property AddSaturated_AnyTwoVoices_EqualsTheirSaturatedSum() =>
        Prop.ForAll(
            Gen.Choose(short.MinValue, short.MaxValue).Two().ArrayOf().ToArbitrary(),
            frames =>
            {
                var output = Array.ConvertAll(frames, frame => (short)frame.Item1);
                Mixer.AddSaturated(Array.ConvertAll(frames, frame => (short)frame.Item2), output);
                return output.SequenceEqual(
                    frames.Select(frame => (short)Math.Clamp(frame.Item1 + frame.Item2, short.MinValue, short.MaxValue)));
            });

    [Test]
    public void AddSaturated_ExtremesOfAnyLength_Saturates(
        [Range(0, 70)] int length, [Values(short.MinValue, short.MaxValue)] short extreme)
    {
        var output = Enumerable.Repeat(extreme, length).ToArray();
        Mixer.AddSaturated(Enumerable.Repeat(extreme, length).ToArray(), output);

        Assert.That(output, Is.All.EqualTo(extreme));
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Saturate_AnySums_EqualsTheScalarClamp() =>
        Prop.ForAll(Gen.Choose(-70_000, 70_000).ArrayOf().ToArbitrary(), sums =>
        {
            var output = new short[sums.Length];
            Mixer.Saturate(sums, output);
            return output.SequenceEqual(sums.Select(sum => (short)Math.Clamp(sum, short.MinValue, short.MaxValue)));
        });

    [TestCase(int.MinValue, short.MinValue)]
    [TestCase(-32769, short.MinValue)]
    [TestCase(-32768, short.MinValue)]
    [TestCase(32767, short.MaxValue)]
    [TestCase(32768, short.MaxValue)]
    [TestCase(65536, short.MaxValue)]
    [TestCase(int.MaxValue, short.MaxValue)]
    public void Saturate_SumAtTheEdges_IsTheNearestSample(int sum, short expected)
    {
        var output = new short[67];
        Mixer.Saturate(Enumerable.Repeat(sum, output.Length).ToArray(), output);

        Assert.That(output, Is.All.EqualTo(expected));
    }

    [Test]
    public void Add_UnequalLengths_Throws() => Assert.That(() => Mixer.Add(new short[3], new int[4]), Throws.ArgumentException);

    [Test]
    public void AddSaturated_UnequalLengths_Throws() =>
        Assert.That(() => Mixer.AddSaturated(new short[3], new short[4]), Throws.ArgumentException);

    [Test]
    public void Saturate_UnequalLengths_Throws() => Assert.That(() => Mixer.Saturate(new int[4], new short[3]), Throws.ArgumentException);
}
