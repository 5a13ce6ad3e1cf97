using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

public sealed class AudioFormatTests
{
    private static readonly SampleRate Rate = SampleRate.FromHertz(8000);

    [TestCase(0)]
    [TestCase(3)]
    public void Constructor_NeitherMonoNorStereo_Throws(int channels) =>
        Assert.That(() => new AudioFormat(SampleEncoding.Pcm16, Rate, channels), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(SampleEncoding.Pcm8, 1)]
    [TestCase(SampleEncoding.ALaw, 1)]
    [TestCase(SampleEncoding.MuLaw, 1)]
    [TestCase(SampleEncoding.Pcm16, 2)]
    [TestCase(SampleEncoding.Pcm16BigEndian, 2)]
    [TestCase(SampleEncoding.Pcm24, 3)]
    [TestCase(SampleEncoding.Pcm32, 4)]
    [TestCase(SampleEncoding.Float32, 4)]
    [TestCase(SampleEncoding.Float64, 8)]
    public void BytesPerFrame_OfAnEncoding_CountsEveryChannel(SampleEncoding encoding, int bytes) =>
        Assert.That(
            new[] { 1, 2 }.Select(channels => new AudioFormat(encoding, Rate, channels).BytesPerFrame),
            Is.EqualTo(new[] { bytes, 2 * bytes }));

    [Test]
    public void IsOutputFormat_OfEveryFormat_IsTrueForPcm16MonoAlone() =>
        Assert.That(
            from encoding in Enum.GetValues<SampleEncoding>()
            from channels in new[] { 1, 2 }
            where new AudioFormat(encoding, Rate, channels).IsOutputFormat
            select (encoding, channels),
            Is.EqualTo(new[] { (SampleEncoding.Pcm16, 1) }));
}
