using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>Headers that sox 14.4.2 and ffmpeg 5.1 wrote to a pipe, byte for byte.</summary>
[TestFixture]
public sealed class EncoderHeaderTests
{
    private const string Sox16 = "5249464624f0ff7f57415645666d74201000000001000100401f0000803e00000200100064617461 00f0ff7f";
    private const string Sox24 = "5249464648f0ff7f57415645666d742028000000feff0100401f0000c05d00000300180016001800040000000100000000001000800000aa00389b71666163740400000055a5aa2a64617461ffefff7f";
    private const string SoxMuLaw = "5249464632f0ff7f57415645666d74201200000007000100401f0000401f000001000800000066616374 0400000000f0ff7f6461746100f0ff7f";
    private const string Ffmpeg16 = "52494646ffffffff57415645666d74201000000001000100401f0000803e0000020010004c4953541a000000494e464f495346540e0000004c61766635392e32372e3130300064617461ffffffff";
    private const string FfmpegFloat = "52494646ffffffff57415645666d742028000000feff0100401f0000007d00000400200016002000040000000300000000001000800000aa00389b714c4953541a000000494e464f495346540e0000004c61766635392e32372e3130300064617461ffffffff";
    private const string FfmpegRf64 = "52463634ffffffff57415645647336341c00000000000000000000000000000000000000000000000000000000000000666d74201000000001000100401f0000803e0000020010004c4953541a000000494e464f495346540e0000004c61766635392e32372e3130300064617461ffffffff";

    [TestCase(Sox16, SampleEncoding.Pcm16)]
    [TestCase(Sox24, SampleEncoding.Pcm24)]
    [TestCase(SoxMuLaw, SampleEncoding.MuLaw)]
    [TestCase(Ffmpeg16, SampleEncoding.Pcm16)]
    [TestCase(FfmpegFloat, SampleEncoding.Float32)]
    [TestCase(FfmpegRf64, SampleEncoding.Pcm16)]
    public async Task InspectAsync_HeaderWrittenToPipe_SamplesReachTheEnd(string hex, SampleEncoding encoding)
    {
        var header = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        var audio = await TestInspector.AudioAsync([.. header, .. WavBuilder.Samples(1200)]);

        Assert.That(
            (audio.Format.Encoding, audio.Frames * audio.Format.BytesPerFrame, audio.PayloadOffset),
            Is.EqualTo((encoding, 1200, header.Length)));
    }
}
