using NAudio.Codecs;
using NAudio.Wave;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

/// <summary>NAudio's writer, reader and codecs are the independent judge of decoding (timeline rule 8).</summary>
public sealed class SampleDecoderOracleTests
{
    /// <summary>In steps of a 16-bit sample. All are whole quarters, so 24 bits, 32 bits and floats hold them exactly.</summary>
    private static readonly float[] Steps =
        [0, 1, -1, 0.5f, -0.5f, 0.25f, -0.25f, 0.75f, -0.75f, 1.5f, -1.5f, 100.25f, -16384, 16384, 32766.5f, 32767.25f, 32767.75f, -32768];

    /// <summary>The steps to the nearest, halves up, saturated.</summary>
    private static readonly short[] Nearest =
        [0, 1, -1, 1, 0, 0, 0, 1, -1, 2, -1, 100, -16384, 16384, 32767, 32767, 32767, -32768];

    [TestCase(SampleEncoding.Pcm24)]
    [TestCase(SampleEncoding.Pcm32)]
    [TestCase(SampleEncoding.Float32)]
    public void Decode_FileWithFractions_IsTheNearestHalvesUp(SampleEncoding encoding)
    {
        var file = Write(encoding, 1, writer => Array.ForEach(Steps, step => writer.WriteSample(step / 32768)));

        Assert.That(Decode(encoding, 1, SampleBytes(file)), Is.EqualTo(Nearest));
    }

    [Test]
    public void Decode_FileOf16Bits_IsItsSamples()
    {
        short[] samples = [0, 1, -1, 0x1234, -0x1234, short.MaxValue, short.MinValue];
        var file = Write(SampleEncoding.Pcm16, 1, writer => writer.WriteSamples(samples, 0, samples.Length));

        Assert.That(Decode(SampleEncoding.Pcm16, 1, SampleBytes(file)), Is.EqualTo(samples));
    }

    [Test]
    public void Decode_FileOf8Bits_IsCentredAt128()
    {
        var file = Write(SampleEncoding.Pcm8, 1, writer => writer.Write(new byte[] { 0, 127, 128, 129, 255 }));

        Assert.That(Decode(SampleEncoding.Pcm8, 1, SampleBytes(file)), Is.EqualTo(new[] { -32768, -256, 0, 256, 32512 }));
    }

    [Test]
    public void Decode_Noise_IsTheNearestToNAudiosFloats(
        [Values(SampleEncoding.Pcm8, SampleEncoding.Pcm16, SampleEncoding.Pcm24, SampleEncoding.Pcm32, SampleEncoding.Float32)]
        SampleEncoding encoding,
        [Values(1, 2)] int channels)
    {
        const int Frames = 5000;
        var file = Write(encoding, channels, writer => writer.Write(Noise(encoding, Frames * channels)));

        Assert.That(Decode(encoding, channels, SampleBytes(file)), Is.EqualTo(Mono(Floats(file), channels)).And.Length.EqualTo(Frames));
    }

    [Test]
    public void ALaw_OfEveryCode_IsWhatNAudioDecodes() =>
        Assert.That(Differences(SampleEncoding.ALaw, ALawDecoder.ALawToLinearSample), Is.Empty);

    /// <summary>Code 0x7F is the negative zero. ITU-T G.711 table 2b gives 0 for it, NAudio gives −1.</summary>
    [Test]
    public void MuLaw_OfEveryCode_DiffersFromNAudioAtNegativeZeroOnly() =>
        Assert.That(Differences(SampleEncoding.MuLaw, MuLawDecoder.MuLawToLinearSample), Is.EqualTo(new[] { (0x7F, 0, -1) }));

    /// <summary>Each code that the two decode differently: the code, this decoder's sample, the other's.</summary>
    private static IEnumerable<(int Code, int Own, int Other)> Differences(SampleEncoding encoding, Func<byte, short> other) =>
        Enumerable.Range(0, 256)
            .Select(code => (code, (int)Decode(encoding, 1, [(byte)code]).Single(), (int)other((byte)code)))
            .Where(pair => pair.Item2 != pair.Item3);

    private static byte[] Write(SampleEncoding encoding, int channels, Action<WaveFileWriter> write)
    {
        var file = new MemoryStream();
        using (var writer = new WaveFileWriter(file, Format(encoding, channels)))
            write(writer);

        return file.ToArray();
    }

    private static WaveFormat Format(SampleEncoding encoding, int channels) => encoding switch
    {
        SampleEncoding.Pcm8 => new WaveFormat(8000, 8, channels),
        SampleEncoding.Pcm16 => new WaveFormat(8000, 16, channels),
        SampleEncoding.Pcm24 => new WaveFormat(8000, 24, channels),
        SampleEncoding.Pcm32 => new WaveFormat(8000, 32, channels),
        _ => WaveFormat.CreateIeeeFloatWaveFormat(8000, channels),
    };

    private static byte[] SampleBytes(byte[] file)
    {
        using var reader = new WaveFileReader(new MemoryStream(file));
        var bytes = new byte[reader.Length];
        reader.ReadExactly(bytes);
        return bytes;
    }

    private static float[] Floats(byte[] file)
    {
        using var reader = new WaveFileReader(new MemoryStream(file));
        var floats = new float[reader.SampleCount * reader.WaveFormat.Channels];
        var provider = reader.ToSampleProvider();
        for (var read = 0; read < floats.Length;)
            read += provider.Read(floats.AsSpan(read));

        return floats;
    }

    private static short[] Mono(float[] floats, int channels)
    {
        var samples = floats.Select(value => Math.Clamp(Math.Floor((value * 32768.0) + 0.5), short.MinValue, short.MaxValue));
        return [.. samples.Chunk(channels).Select(frame => (short)Math.Floor(frame.Average() + 0.5))];
    }

    /// <summary>
    /// Random samples that a single-precision number holds exactly, because NAudio's reader gives singles. Floats exceed full scale.
    /// </summary>
    private static byte[] Noise(SampleEncoding encoding, int samples)
    {
        var random = new Random(samples);
        var range = Enumerable.Range(0, samples);
        if (encoding is SampleEncoding.Float32)
            return [.. range.SelectMany(_ => BitConverter.GetBytes((random.NextSingle() * 2.4f) - 1.2f))];
        if (encoding is SampleEncoding.Pcm32)
            return [.. range.SelectMany(_ => BitConverter.GetBytes(random.Next(-0x800000, 0x800000) << 8))];

        var bytes = new byte[samples * new AudioFormat(encoding, SampleRate.FromHertz(8000), 1).BytesPerFrame];
        random.NextBytes(bytes);
        return bytes;
    }

    private static short[] Decode(SampleEncoding encoding, int channels, byte[] bytes)
    {
        var format = new AudioFormat(encoding, SampleRate.FromHertz(8000), channels);
        var mono = new short[bytes.Length / format.BytesPerFrame];
        SampleDecoder.Decode(format, bytes, mono);
        return mono;
    }
}
