using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Tests.Inspection.Encoders;

/// <summary>One file that a program writes. Its input is 16-bit noise, so that no sample is like another.</summary>
/// <param name="Format">Encoding, rate and channels of the file.</param>
/// <param name="ToPipe">Whether the program writes to a pipe, where it cannot return to its header.</param>
internal sealed record EncoderCase(AudioFormat Format, bool ToPipe)
{
    /// <summary>Odd, so that mono files of 8 and 24 bits have an odd number of bytes.</summary>
    public const int Frames = 1003;

    private static readonly int[] Rates = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000];

    private static readonly SampleEncoding[] Encodings =
    [
        SampleEncoding.Pcm8, SampleEncoding.Pcm16, SampleEncoding.Pcm24, SampleEncoding.Pcm32,
        SampleEncoding.Float32, SampleEncoding.Float64, SampleEncoding.ALaw, SampleEncoding.MuLaw,
    ];

    public int Hertz => Format.Rate.Hertz;

    public int Channels => Format.Channels;

    /// <summary>The input of the program: 16-bit samples, little-endian.</summary>
    public byte[] Input { get; } = Noise(Format.Channels * sizeof(short));

    /// <summary>Each width with one and two channels, to a file and to a pipe, at changing rates; and 16 bits at each rate.</summary>
    public static IEnumerable<EncoderCase> All()
    {
        var number = 0;
        foreach (var encoding in Encodings)
            foreach (var channels in new[] { 1, 2 })
                foreach (var toPipe in new[] { false, true })
                    yield return Create(encoding, Rates[number++ % Rates.Length], channels, toPipe);

        foreach (var rate in Rates)
            yield return Create(SampleEncoding.Pcm16, rate, 2, toPipe: true);
    }

    public static byte[] Noise(int bytesPerFrame)
    {
        var bytes = new byte[Frames * bytesPerFrame];
        new Random(bytesPerFrame).NextBytes(bytes);
        return bytes;
    }

    public override string ToString() => $"{Format.Encoding}, {Hertz} Hz, {Channels} channels, to a {(ToPipe ? "pipe" : "file")}";

    private static EncoderCase Create(SampleEncoding encoding, int hertz, int channels, bool toPipe) =>
        new(new AudioFormat(encoding, SampleRate.FromHertz(hertz), channels), toPipe);
}
