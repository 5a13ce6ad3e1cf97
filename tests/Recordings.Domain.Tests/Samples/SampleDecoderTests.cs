using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

public sealed class SampleDecoderTests
{
    private static readonly byte[] EveryByte = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    [TestCase(SampleEncoding.Pcm8, "00", -32768)]
    [TestCase(SampleEncoding.Pcm8, "80", 0)]
    [TestCase(SampleEncoding.Pcm8, "FF", 32512)]
    [TestCase(SampleEncoding.Pcm16, "0080", -32768)]
    [TestCase(SampleEncoding.Pcm16, "3412", 0x1234)]
    [TestCase(SampleEncoding.Pcm16BigEndian, "1234", 0x1234)]
    [TestCase(SampleEncoding.Pcm24, "7F0000", 0)]
    [TestCase(SampleEncoding.Pcm24, "800000", 1)]
    [TestCase(SampleEncoding.Pcm24, "80FFFF", 0)]
    [TestCase(SampleEncoding.Pcm24, "7FFFFF", -1)]
    [TestCase(SampleEncoding.Pcm24, "000080", -32768)]
    [TestCase(SampleEncoding.Pcm24, "7FFF7F", 32767)]
    [TestCase(SampleEncoding.Pcm24, "80FF7F", 32767)]
    [TestCase(SampleEncoding.Pcm32, "FF7F0000", 0)]
    [TestCase(SampleEncoding.Pcm32, "00800000", 1)]
    [TestCase(SampleEncoding.Pcm32, "0080FFFF", 0)]
    [TestCase(SampleEncoding.Pcm32, "FF7FFFFF", -1)]
    [TestCase(SampleEncoding.Pcm32, "00000080", -32768)]
    [TestCase(SampleEncoding.Pcm32, "FFFFFF7F", 32767)]
    public void Decode_Integer_IsTheNearestHalvesUp(SampleEncoding encoding, string hex, int expected) =>
        Assert.That(Decode(encoding, 1, Convert.FromHexString(hex)), Is.EqualTo(new[] { expected }));

    [TestCase(0f, 0)]
    [TestCase(1f, 32767)]
    [TestCase(-1f, -32768)]
    [TestCase(0.5f / 32768, 1)]
    [TestCase(0.49999997f / 32768, 0)]
    [TestCase(-0.5f / 32768, 0)]
    [TestCase(-0.50000006f / 32768, -1)]
    [TestCase(32766.5f / 32768, 32767)]
    [TestCase(32766.498f / 32768, 32766)]
    [TestCase(-1e-30f, 0)]
    [TestCase(1e30f, 32767)]
    [TestCase(float.NegativeInfinity, -32768)]
    [TestCase(float.PositiveInfinity, 32767)]
    [TestCase(float.NaN, 0)]
    public void Decode_Float_IsTheNearestHalvesUpAndNaNIsZero(float value, int expected)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);

        Assert.That(Decode(SampleEncoding.Float32, 1, bytes), Is.EqualTo(new[] { expected }));
    }

    [TestCase(0.5 / 32768, 1)]
    [TestCase(0.49999999999999994 / 32768, 0)]
    [TestCase(-0.5 / 32768, 0)]
    [TestCase(-0.5000000000000001 / 32768, -1)]
    [TestCase(32766.499999999996 / 32768, 32766)]
    [TestCase(32766.5 / 32768, 32767)]
    [TestCase(-32767.5 / 32768, -32767)]
    [TestCase(-1.5, -32768)]
    [TestCase(1.0, 32767)]
    [TestCase(double.Epsilon, 0)]
    [TestCase(-double.Epsilon, 0)]
    [TestCase(double.MaxValue, 32767)]
    [TestCase(double.MinValue, -32768)]
    [TestCase(double.PositiveInfinity, 32767)]
    [TestCase(double.NegativeInfinity, -32768)]
    [TestCase(double.NaN, 0)]
    public void Decode_Double_IsTheNearestHalvesUpAndNaNIsZero(double value, int expected)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);

        Assert.That(Decode(SampleEncoding.Float64, 1, bytes), Is.EqualTo(new[] { expected }));
    }

    [TestCase(SampleEncoding.ALaw, "e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174")]
    [TestCase(SampleEncoding.MuLaw, "3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827")]
    public void G711_EveryCode_EqualsSoxAndPython(SampleEncoding encoding, string sha256) =>
        Assert.That(
            Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<short>(Decode(encoding, 1, EveryByte)))),
            Is.EqualTo(sha256));

    [TestCase(SampleEncoding.ALaw, 0xD5, 8)]
    [TestCase(SampleEncoding.ALaw, 0x55, -8)]
    [TestCase(SampleEncoding.ALaw, 0xAA, 32256)]
    [TestCase(SampleEncoding.MuLaw, 0xFF, 0)]
    [TestCase(SampleEncoding.MuLaw, 0x7F, 0)]
    [TestCase(SampleEncoding.MuLaw, 0x80, 32124)]
    [TestCase(SampleEncoding.MuLaw, 0x00, -32124)]
    public void G711_CodeAtTheEdges_IsTheValueOfTheRecommendation(SampleEncoding encoding, byte code, int expected) =>
        Assert.That(Decode(encoding, 1, [code]), Is.EqualTo(new[] { expected }));

    [TestCase(1, 2, 2)]
    [TestCase(-1, -2, -1)]
    [TestCase(-1, 0, 0)]
    [TestCase(32767, 32767, 32767)]
    [TestCase(-32768, -32768, -32768)]
    [TestCase(32767, -32768, 0)]
    public void Stereo_OfTwoLevels_IsTheMeanHalvesUp(short left, short right, int mean)
    {
        var frames = Enumerable.Range(0, 2 * 45).Select(i => i % 2 == 0 ? left : right).ToArray();

        Assert.That(Decode(SampleEncoding.Pcm16, 2, MemoryMarshal.AsBytes<short>(frames).ToArray()), Is.All.EqualTo(mean));
    }

    [Test]
    public void Decode_AnyLength_EqualsDecodingFrameByFrame(
        [Values] SampleEncoding encoding, [Values(1, 2)] int channels, [Values(0, 1, 31, 33, 67, 1023, 2051)] int frames)
    {
        var format = Format(encoding, channels);
        var bytes = new byte[frames * format.BytesPerFrame];
        new Random(frames).NextBytes(bytes);

        Assert.That(
            Decode(encoding, channels, bytes),
            Is.EqualTo(bytes.Chunk(format.BytesPerFrame).SelectMany(frame => Decode(encoding, channels, frame))));
    }

    [Test]
    public void Stereo_OfEveryEncoding_IsTheMeanOfDecodedChannels([Values] SampleEncoding encoding)
    {
        var format = Format(encoding, 2);
        var bytes = new byte[501 * format.BytesPerFrame];
        new Random(5).NextBytes(bytes);

        var channels = Decode(encoding, 1, bytes);

        Assert.That(
            Decode(encoding, 2, bytes),
            Is.EqualTo(channels.Chunk(2).Select(frame => (short)Math.Floor((frame[0] + frame[1] + 1) / 2.0))));
    }

    [TestCase(2, 2, 4)]
    [TestCase(2, 3, 6)]
    [TestCase(1, 4, 7)]
    public void Decode_BytesOfAnotherFrameCount_Throws(int channels, int frames, int bytes) =>
        Assert.That(
            () => SampleDecoder.Decode(Format(SampleEncoding.Pcm16, channels), new byte[bytes], new short[frames]),
            Throws.ArgumentException);

    private static AudioFormat Format(SampleEncoding encoding, int channels) => new(encoding, SampleRate.FromHertz(8000), channels);

    private static short[] Decode(SampleEncoding encoding, int channels, byte[] bytes)
    {
        var format = Format(encoding, channels);
        var mono = new short[bytes.Length / format.BytesPerFrame];
        SampleDecoder.Decode(format, bytes, mono);
        return mono;
    }
}
