using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Tests.Inspection.Encoders;

/// <summary>
/// Files that real encoders write, to a file and to a pipe. The expected samples are those that the same program writes without a header.
/// Each file must be read to the last bit, neither shorter nor longer.
/// </summary>
[TestFixture]
internal sealed class EncoderMatrixTests
{
    private static readonly EncoderProgram Sox = new("sox");
    private static readonly EncoderProgram Ffmpeg = new("ffmpeg");
    private static readonly EncoderProgram GStreamer = new("gst-launch-1.0");

    /// <summary>The samples of a program do not depend on the rate, because nothing is resampled.</summary>
    private readonly Dictionary<(EncoderProgram Program, SampleEncoding Encoding, int Channels), byte[]> _samples = [];

    private static IEnumerable<TestCaseData> Encodings() => EncoderCase.All().Select(encoding => new TestCaseData(encoding));

    [TestCaseSource(nameof(Encodings))]
    public async Task InspectAsync_FileOfSox_IsItsSamples(EncoderCase encoding) =>
        await CheckAsync(Sox, encoding, EncoderCommands.Sox, padsStreams: true);

    [TestCaseSource(nameof(Encodings))]
    public async Task InspectAsync_FileOfFfmpeg_IsItsSamples(EncoderCase encoding) =>
        await CheckAsync(Ffmpeg, encoding, (some, target) => EncoderCommands.Ffmpeg(some, target));

    [TestCaseSource(nameof(Encodings))]
    public async Task InspectAsync_Rf64OfFfmpeg_IsItsSamples(EncoderCase encoding) =>
        await CheckAsync(Ffmpeg, encoding, (some, target) => EncoderCommands.Ffmpeg(some, target, "-rf64", "always"));

    [TestCaseSource(nameof(Encodings))]
    public async Task InspectAsync_FileOfGStreamer_IsItsSamples(EncoderCase encoding) =>
        await CheckAsync(GStreamer, encoding, (some, target) => EncoderCommands.GStreamer(some, target));

    [TestCaseSource(nameof(Encodings))]
    public async Task InspectAsync_TaggedFileOfGStreamer_IsItsSamples(EncoderCase encoding) => await CheckAsync(
        GStreamer, encoding, (some, target) => EncoderCommands.GStreamer(some, target, "taginject", "tags=title=call,artist=agents", "!"));

    private async Task CheckAsync(EncoderProgram program, EncoderCase encoding, Func<EncoderCase, string?, string[]> arguments, bool padsStreams = false)
    {
        var key = (program, encoding.Format.Encoding, encoding.Channels);
        if (!_samples.TryGetValue(key, out var samples))
            _samples[key] = samples = await program.PipeAsync(encoding.Input, arguments(encoding, null));
        Assert.That(samples, Has.Length.EqualTo(EncoderCase.Frames * encoding.Format.BytesPerFrame), "The encoder must write all samples.");
        var file = encoding.ToPipe
            ? await program.PipeAsync(encoding.Input, arguments(encoding, "-"))
            : await program.FileAsync(encoding.Input, path => arguments(encoding, path));

        // Sox adds a pad byte to a stream too. With one byte a frame, nothing tells that byte from a sample.
        var isPadded = padsStreams && encoding.ToPipe && encoding.Format.BytesPerFrame == 1;
        await EncodedFile.CheckAsync(file, encoding.Format, isPadded ? [.. samples, 0] : samples);
    }
}
