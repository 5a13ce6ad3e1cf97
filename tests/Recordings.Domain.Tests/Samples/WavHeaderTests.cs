using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

public sealed class WavHeaderTests
{
    /// <summary>The most frames of a RIFF file: its size field, 36 + 2 × frames, is even and at most 2³² − 2.</summary>
    private const long MostOfRiff = (uint.MaxValue - 1L - 36) / 2;

    [Test]
    public void Write_ShortRecording_IsTheCanonicalHeader() =>
        Assert.That(
            Bytes(SampleRate.FromHertz(16000), 1000),
            Is.EqualTo("52494646F4070000" + "57415645" + "666D7420" + "10000000" + "01000100" + "803E0000" + "007D0000" + "02001000" + "64617461D0070000"));

    [Test]
    public void Write_LongestRiff_FillsItsSizeField() =>
        Assert.That(Bytes(SampleRate.FromHertz(48000), MostOfRiff), Does.StartWith("52494646FEFFFFFF").And.EndWith("64617461DAFFFFFF").And.Length.EqualTo(88));

    [Test]
    public void Write_OneFrameTooManyForRiff_IsTheRf64Header() =>
        Assert.That(
            Bytes(SampleRate.FromHertz(48000), MostOfRiff + 1),
            Is.EqualTo("52463634FFFFFFFF" + "57415645" + "64733634" + "1C000000" + "2400000001000000" + "DCFFFFFF00000000" + "EEFFFF7F00000000" + "00000000"
                + "666D7420" + "10000000" + "01000100" + "80BB0000" + "00770100" + "02001000" + "64617461FFFFFFFF"));

    [Test]
    public void Write_TwoChannels_CountsBothInEachFrame() =>
        Assert.That(
            Bytes(SampleRate.FromHertz(16000), 1000, channels: 2),
            Is.EqualTo("52494646C40F0000" + "57415645" + "666D7420" + "10000000" + "01000200" + "803E0000" + "00FA0000" + "04001000" + "64617461A00F0000"));

    [TestCase(0)]
    [TestCase(3)]
    public void Constructor_NeitherMonoNorStereo_Throws(int channels) =>
        Assert.That(() => new WavHeader(SampleRate.FromHertz(8000), 1, channels), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(1, 44 + 2)]
    [TestCase(MostOfRiff, 44 + (2 * MostOfRiff))]
    [TestCase(MostOfRiff + 1, 80 + (2 * (MostOfRiff + 1)))]
    public void FileLength_OfFrames_IsHeaderAndSamples(long frames, long length) =>
        Assert.That(new WavHeader(SampleRate.FromHertz(48000), frames, 1).FileLength, Is.EqualTo(length));

    [TestCase(0)]
    [TestCase(-1)]
    public void Constructor_NoFrames_Throws(long frames) =>
        Assert.That(() => new WavHeader(SampleRate.FromHertz(8000), frames, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Write_DestinationTooShort_Throws() =>
        Assert.That(() => new WavHeader(SampleRate.FromHertz(8000), 1, 1).Write(new byte[43]), Throws.ArgumentException);

    private static string Bytes(SampleRate rate, long frames, int channels = 1)
    {
        var header = new WavHeader(rate, frames, channels);
        var bytes = new byte[header.Length];
        header.Write(bytes);
        return Convert.ToHexString(bytes);
    }
}
