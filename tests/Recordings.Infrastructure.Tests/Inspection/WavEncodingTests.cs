using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Tests.Inspection;

[TestFixture]
public sealed class WavEncodingTests
{
    private const int DataBytes = 480;

    [TestCase(1, 8, SampleEncoding.Pcm8)]
    [TestCase(1, 16, SampleEncoding.Pcm16)]
    [TestCase(1, 24, SampleEncoding.Pcm24)]
    [TestCase(1, 32, SampleEncoding.Pcm32)]
    [TestCase(3, 32, SampleEncoding.Float32)]
    [TestCase(3, 64, SampleEncoding.Float64)]
    [TestCase(6, 8, SampleEncoding.ALaw)]
    [TestCase(7, 8, SampleEncoding.MuLaw)]
    public async Task InspectAsync_SupportedEncoding_IsFound(int tag, int bits, SampleEncoding encoding)
    {
        foreach (var channels in new[] { 1, 2 })
            foreach (var fmt in new[] { WavBuilder.Fmt(tag, channels, 16000, bits), WavBuilder.ExtensibleFmt(tag, channels, 16000, bits) })
            {
                var audio = await TestInspector.AudioAsync(File(fmt));

                Assert.That(
                    (audio.Format, audio.Frames, audio.PayloadOffset),
                    Is.EqualTo((new AudioFormat(encoding, SampleRate.FromHertz(16000), channels), DataBytes * 8L / bits / channels, 28L + fmt.Length)));
            }
    }

    [TestCase(8000u)]
    [TestCase(11025u)]
    [TestCase(12000u)]
    [TestCase(16000u)]
    [TestCase(22050u)]
    [TestCase(24000u)]
    [TestCase(32000u)]
    [TestCase(44100u)]
    [TestCase(48000u)]
    public async Task InspectAsync_SupportedRate_IsAccepted(uint rate)
    {
        var audio = await TestInspector.AudioAsync(File(WavBuilder.Fmt(1, 1, rate, 16)));

        Assert.That(audio.Format.Rate.Hertz, Is.EqualTo(rate));
    }

    [TestCase(0u)]
    [TestCase(7999u)]
    [TestCase(96000u)]
    [TestCase(0x80001F40u)]
    [TestCase(uint.MaxValue)]
    public async Task InspectAsync_UnsupportedRate_ReasonNamesIt(uint rate)
    {
        Assert.That(await TestInspector.ReasonAsync(File(WavBuilder.Fmt(1, 1, rate, 16))), Does.Contain($"{rate} Hz"));
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(65535)]
    public async Task InspectAsync_UnsupportedChannels_ReasonNamesThem(int channels)
    {
        Assert.That(await TestInspector.ReasonAsync(File(WavBuilder.Fmt(1, channels, 8000, 16, 2))), Does.Contain($"{channels} channels"));
    }

    [TestCase(1, 12, "PCM of 12 bits")]
    [TestCase(1, 0, "PCM of 0 bits")]
    [TestCase(1, 64, "PCM of 64 bits")]
    [TestCase(3, 24, "Floating point of 24 bits")]
    [TestCase(3, 16, "Floating point of 16 bits")]
    [TestCase(6, 16, "8 bits, not 16")]
    [TestCase(7, 0, "8 bits, not 0")]
    [TestCase(2, 4, "0x0002")]
    [TestCase(0x11, 4, "0x0011")]
    [TestCase(0x31, 0, "0x0031")]
    [TestCase(0x55, 0, "0x0055")]
    [TestCase(0, 16, "0x0000")]
    public async Task InspectAsync_UnsupportedEncoding_ReasonNamesIt(int tag, int bits, string name)
    {
        var plain = await TestInspector.ReasonAsync(File(WavBuilder.Fmt(tag, 1, 8000, bits)));
        var extensible = await TestInspector.ReasonAsync(File(WavBuilder.ExtensibleFmt(tag, 1, 8000, bits)));

        Assert.That(new[] { plain, extensible }, Has.All.Contain(name));
    }

    [TestCase(1, 0)]
    [TestCase(1, 1)]
    [TestCase(1, 4)]
    [TestCase(2, 3)]
    [TestCase(2, 8)]
    public async Task InspectAsync_OtherBlockAlignOf24Bits_IsRejected(int channels, int blockAlign)
    {
        var reason = await TestInspector.ReasonAsync(File(WavBuilder.Fmt(1, channels, 8000, 24, blockAlign)));

        Assert.That(reason, Does.Contain("contradicts itself").And.Contain($"not {blockAlign}"));
    }

    [Test]
    public async Task InspectAsync_OtherBlockAlignOfOtherBits_BitsDecide(
        [Values("1:8", "1:16", "1:32", "3:32", "3:64", "6:8", "7:8")] string encoding, [Values(1, 2)] int channels, [Values(0, 1, 3, 65535)] int blockAlign)
    {
        var numbers = Array.ConvertAll(encoding.Split(':'), int.Parse);

        var audio = await TestInspector.AudioAsync(File(WavBuilder.Fmt(numbers[0], channels, 8000, numbers[1], blockAlign)));

        Assert.That(audio.Frames, Is.EqualTo(DataBytes * 8 / numbers[1] / channels));
    }

    [Test]
    public async Task InspectAsync_AverageBytesPerSecond_IsNotLookedAt()
    {
        var fmt = WavBuilder.Fmt(1, 1, 8000, 16);
        fmt.AsSpan(8, 4).Fill(0xFF);

        Assert.That((await TestInspector.AudioAsync(File(fmt))).Frames, Is.EqualTo(DataBytes / 2));
    }

    [Test]
    public async Task InspectAsync_24ValidBitsIn32_AreSamplesOf32Bits()
    {
        var audio = await TestInspector.AudioAsync(File(WavBuilder.ExtensibleFmt(1, 1, 8000, 32, 24)));

        Assert.That(audio.Format.Encoding, Is.EqualTo(SampleEncoding.Pcm32));
    }

    [TestCase(0)]
    [TestCase(20)]
    [TestCase(24)]
    public async Task InspectAsync_FewerValidBitsThanSampleBits_IsAccepted(int validBits)
    {
        var audio = await TestInspector.AudioAsync(File(WavBuilder.ExtensibleFmt(1, 1, 8000, 24, validBits)));

        Assert.That(audio.Format.Encoding, Is.EqualTo(SampleEncoding.Pcm24));
    }

    [Test]
    public async Task InspectAsync_MoreValidBitsThanSampleBits_IsRejected()
    {
        Assert.That(await TestInspector.ReasonAsync(File(WavBuilder.ExtensibleFmt(1, 1, 8000, 16, 24))), Does.Contain("24 valid bits"));
    }

    [Test]
    public async Task InspectAsync_UnknownSubFormat_IsRejected([Range(26, 39)] int changedByte)
    {
        var fmt = WavBuilder.ExtensibleFmt(1, 1, 8000, 16);
        fmt[changedByte] ^= 1;

        Assert.That(await TestInspector.ReasonAsync(File(fmt)), Does.Contain("sub-format"));
    }

    [TestCase(0)]
    [TestCase(14)]
    public async Task InspectAsync_FmtTooShort_IsRejected(int length)
    {
        Assert.That(await TestInspector.ReasonAsync(File(WavBuilder.Fmt(1, 1, 8000, 16)[..length])), Does.Contain($"{length} bytes"));
    }

    [TestCase(18)]
    [TestCase(38)]
    public async Task InspectAsync_ExtensibleFmtTooShort_IsRejected(int length)
    {
        var reason = await TestInspector.ReasonAsync(File(WavBuilder.ExtensibleFmt(1, 1, 8000, 16)[..length]));
        Assert.That(reason, Does.Contain($"{length} bytes"));
    }

    [TestCase(18)]
    [TestCase(500)]
    public async Task InspectAsync_FmtLongerThanNeeded_IsAccepted(int length)
    {
        var fmt = new byte[length];
        WavBuilder.Fmt(1, 1, 8000, 16).CopyTo(fmt, 0);

        Assert.That((await TestInspector.AudioAsync(File(fmt))).PayloadOffset, Is.EqualTo(28 + length));
    }

    private static byte[] File(byte[] fmt) => new WavBuilder().Chunk("fmt ", fmt).Chunk("data", WavBuilder.Samples(DataBytes)).Build();
}
