using System.Runtime.InteropServices;
using NAudio.Wave;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

/// <summary>NAudio's reader is the independent judge of the header.</summary>
public sealed class WavHeaderOracleTests
{
    /// <summary>The first frame count that does not fit RIFF: its size field, 36 + 2 × frames, passes 2³² − 1.</summary>
    private const long FirstOfRf64 = (uint.MaxValue - 36L + 1) / 2;

    /// <summary>About 70 days at 48 kHz: no size of it fits 32 bits.</summary>
    private const long HugeFrames = 300_000_000_000;

    [TestCaseSource(typeof(RatePairs), nameof(RatePairs.Rates))]
    public void Riff_OfEveryRate_OpensAsPcmMonoOf16Bits(int hertz)
    {
        using var reader = new WaveFileReader(new PatternWav(new WavHeader(SampleRate.FromHertz(hertz), 10, 1)));

        Assert.That(Describe(reader), Is.EqualTo((WaveFormatEncoding.Pcm, hertz, 1, 16, 2, 2 * hertz)));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4801)]
    public void Riff_WithSamples_GivesTheSameSamples(int frames)
    {
        var samples = new short[frames];
        new Random(frames).NextBytes(MemoryMarshal.AsBytes(samples.AsSpan()));
        using var file = new MemoryStream([.. HeaderBytes(frames), .. MemoryMarshal.AsBytes<short>(samples)]);
        using var reader = new WaveFileReader(file);
        var read = new short[frames + 1];

        var bytes = reader.Read(MemoryMarshal.AsBytes(read.AsSpan()));

        Assert.That((reader.SampleCount, read[..(bytes / 2)]), Is.EqualTo((frames, samples)));
    }

    [TestCase(FirstOfRf64 - 1)]
    [TestCase(FirstOfRf64)]
    [TestCase(HugeFrames)]
    public void LongFile_OfRiffOrRf64_HasEveryFrame(long frames)
    {
        using var reader = new WaveFileReader(new PatternWav(new WavHeader(SampleRate.FromHertz(48000), frames, 1)));

        Assert.That((reader.SampleCount, reader.Length), Is.EqualTo((frames, 2 * frames)));
    }

    [Test]
    public void Rf64_OfAHugeFile_OpensAsPcmMonoOf16Bits()
    {
        using var reader = new WaveFileReader(new PatternWav(new WavHeader(SampleRate.FromHertz(48000), HugeFrames, 1)));

        Assert.That(Describe(reader), Is.EqualTo((WaveFormatEncoding.Pcm, 48000, 1, 16, 2, 96000)));
    }

    [TestCase(FirstOfRf64 - 1)]
    [TestCase(FirstOfRf64)]
    [TestCase(HugeFrames)]
    public void LongFile_OfRiffOrRf64_BeginsAndEndsWithItsSamples(long frames)
    {
        using var reader = new WaveFileReader(new PatternWav(new WavHeader(SampleRate.FromHertz(48000), frames, 1)));
        var (first, last) = (new byte[4], new byte[4]);

        reader.ReadExactly(first);
        reader.Position = (2 * frames) - 2;
        var rest = reader.Read(last.AsSpan());

        byte[] expectedLast = [PatternWav.ByteAt((2 * frames) - 2), PatternWav.ByteAt((2 * frames) - 1), 0, 0];
        Assert.That((first, rest, last), Is.EqualTo((PatternWav.FirstBytes(4), 2, expectedLast)));
    }

    private static (WaveFormatEncoding, int, int, int, int, int) Describe(WaveFileReader reader) => (
        reader.WaveFormat.Encoding, reader.WaveFormat.SampleRate, reader.WaveFormat.Channels, reader.WaveFormat.BitsPerSample,
        reader.WaveFormat.BlockAlign, reader.WaveFormat.AverageBytesPerSecond);

    private static byte[] HeaderBytes(long frames)
    {
        var header = new WavHeader(SampleRate.FromHertz(8000), frames, 1);
        var bytes = new byte[header.Length];
        header.Write(bytes);
        return bytes;
    }
}
