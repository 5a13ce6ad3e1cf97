using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

public sealed class SampleRateTests
{
    [TestCase(8000)]
    [TestCase(11025)]
    [TestCase(12000)]
    [TestCase(16000)]
    [TestCase(22050)]
    [TestCase(24000)]
    [TestCase(32000)]
    [TestCase(44100)]
    [TestCase(48000)]
    public void FromHertz_SupportedRate_IsThatRate(int hertz) => Assert.That(SampleRate.FromHertz(hertz).Hertz, Is.EqualTo(hertz));

    [TestCase(0)]
    [TestCase(-8000)]
    [TestCase(7999)]
    [TestCase(96000)]
    public void FromHertz_OtherRate_Throws(int hertz) =>
        Assert.That(() => SampleRate.FromHertz(hertz), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(8000, true)]
    [TestCase(8001, false)]
    public void TryCreate_Hertz_SaysWhetherSupported(int hertz, bool expected) =>
        Assert.That(SampleRate.TryCreate(hertz, out _), Is.EqualTo(expected));
}
