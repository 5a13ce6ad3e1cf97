using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Tests.Inspection.Encoders;

/// <summary>libsndfile converts files to files. Python's module wave takes samples as they are, and writes to a file or to a pipe.</summary>
[TestFixture]
internal sealed class FileEncoderTests
{
    private const string PythonScript = """
        import sys, wave
        target, width, channels, rate, writes = sys.argv[1], *map(int, sys.argv[2:])
        samples = sys.stdin.buffer.read()
        file = wave.open(sys.stdout.buffer if target == '-' else target, 'wb')
        file.setparams((channels, width, rate, 0, 'NONE', ''))
        frame = width * channels
        size = -(-len(samples) // frame // writes) * frame
        for at in range(0, len(samples), size):
            file.writeframes(samples[at:at + size])
        file.close()
        """;

    private static readonly EncoderProgram Sndfile = new("sndfile-convert");
    private static readonly EncoderProgram Python = new("python3");

    private static IEnumerable<TestCaseData> Files() =>
        from encoding in EncoderCase.All()
        where !encoding.ToPipe
        from extension in new[] { "wav", "wavex", "rf64" }
        select new TestCaseData(encoding, extension);

    private static IEnumerable<TestCaseData> Integers() => EncoderCase.All()
        .Where(encoding => encoding.Format.Encoding is SampleEncoding.Pcm8 or SampleEncoding.Pcm16 or SampleEncoding.Pcm24 or SampleEncoding.Pcm32)
        .Select(encoding => new TestCaseData(encoding));

    [TestCaseSource(nameof(Files))]
    public async Task InspectAsync_FileOfLibsndfile_IsItsSamples(EncoderCase encoding, string extension)
    {
        var format = encoding.Format;
        var source = Path.Combine(Path.GetTempPath(), $"recordings-{Guid.NewGuid():N}.wav");
        try
        {
            await File.WriteAllBytesAsync(source, new WavBuilder()
                .Chunk("fmt ", WavBuilder.Fmt(1, format.Channels, (uint)format.Rate.Hertz, 16)).Chunk("data", encoding.Input).Build());
            var samples = await Sndfile.FileAsync([], path => [Option(format.Encoding), source, path], "raw");
            var file = await Sndfile.FileAsync([], path => [Option(format.Encoding), source, path], extension);

            await EncodedFile.CheckAsync(file, format, samples);
        }
        finally
        {
            File.Delete(source);
        }
    }

    [TestCaseSource(nameof(Integers))]
    public async Task InspectAsync_FileOfPython_IsItsSamples(EncoderCase encoding)
    {
        var format = encoding.Format;
        var samples = EncoderCase.Noise(format.BytesPerFrame);
        var file = encoding.ToPipe
            ? await Python.PipeAsync(samples, Script("-", format, writes: 1))
            : await Python.FileAsync(samples, path => Script(path, format, writes: 3));

        await EncodedFile.CheckAsync(file, format, samples);
    }

    [TestCaseSource(nameof(Integers))]
    public async Task InspectAsync_SecondWriteOfPythonToAPipe_IsRejected(EncoderCase encoding)
    {
        var format = encoding.Format;

        var file = await Python.PipeAsync(EncoderCase.Noise(format.BytesPerFrame), Script("-", format, writes: 2));

        Assert.That(await TestInspector.ReasonAsync(file), Does.Contain("its size does not cover the audio"));
    }

    private static string[] Script(string target, AudioFormat format, int writes) =>
        ["-c", PythonScript, target, $"{format.BytesPerFrame / format.Channels}", $"{format.Channels}", $"{format.Rate.Hertz}", $"{writes}"];

    private static string Option(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Pcm8 => "-pcmu8",
        SampleEncoding.Pcm16 => "-pcm16",
        SampleEncoding.Pcm24 => "-pcm24",
        SampleEncoding.Pcm32 => "-pcm32",
        SampleEncoding.Float32 => "-float32",
        SampleEncoding.Float64 => "-float64",
        SampleEncoding.ALaw => "-alaw",
        _ => "-ulaw",
    };
}
