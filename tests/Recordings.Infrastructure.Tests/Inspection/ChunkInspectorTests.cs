using Recordings.Application.Ports;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Tests.Checksums;

namespace Recordings.Infrastructure.Tests.Inspection;

[TestFixture]
public sealed class ChunkInspectorTests
{
    [TestCase("audio/L16;rate=16000", SampleEncoding.Pcm16BigEndian, 16000, 1, 50)]
    [TestCase("audio/L16;rate=44100;channels=2", SampleEncoding.Pcm16BigEndian, 44100, 2, 25)]
    [TestCase("audio/PCMU", SampleEncoding.MuLaw, 8000, 1, 101)]
    [TestCase("audio/PCMA", SampleEncoding.ALaw, 8000, 1, 101)]
    public async Task InspectAsync_RawBody_IsAllSamples(string type, SampleEncoding encoding, int rate, int channels, int frames)
    {
        var audio = await TestInspector.AudioAsync(WavBuilder.Samples(101), TestInspector.Type(type));

        Assert.That(
            (audio.Format, audio.Frames, audio.PayloadOffset),
            Is.EqualTo((new AudioFormat(encoding, SampleRate.FromHertz(rate), channels), (long)frames, 0L)));
    }

    [TestCase("audio/L16;rate=96000", "96000 Hz")]
    [TestCase("audio/L16;rate=0", "0 Hz")]
    [TestCase("audio/L16;rate=99999999999999999999", "2147483647 Hz")]
    [TestCase("audio/L16;rate=8000;channels=3", "3 channels")]
    [TestCase("audio/L16;rate=8000;channels=0", "0 channels")]
    [TestCase("audio/PCMU;rate=16000", "16000 Hz")]
    [TestCase("audio/PCMA;channels=2", "2 channels")]
    public async Task InspectAsync_UnsupportedFormat_ReasonNamesIt(string type, string name)
    {
        Assert.That(await TestInspector.ReasonAsync(new byte[100], TestInspector.Type(type)), Does.Contain(name));
    }

    [TestCase("audio/L16;rate=8000", 0)]
    [TestCase("audio/L16;rate=8000", 1)]
    [TestCase("audio/L16;rate=8000;channels=2", 3)]
    [TestCase("audio/PCMU", 0)]
    [TestCase("audio/PCMA", 0)]
    public async Task InspectAsync_RawBodyWithoutWholeFrame_IsRejected(string type, int length)
    {
        Assert.That(await TestInspector.ReasonAsync(new byte[length], TestInspector.Type(type)), Does.Contain("no whole frame"));
    }

    [Test]
    public async Task InspectAsync_WavFileAsRawBody_ReasonNamesAudioWav(
        [Values("audio/L16;rate=16000", "audio/L16;rate=96000", "audio/PCMU", "audio/PCMA")] string type,
        [Values("RIFF", "RF64", "BW64")] string form)
    {
        var file = new WavBuilder(form).Chunk("fmt ", WavBuilder.Fmt(1, 1, 16000, 16)).Chunk("data", new byte[100]).Build();

        Assert.That(await TestInspector.ReasonAsync(file, TestInspector.Type(type)), Does.Contain("send it as audio/wav"));
    }

    [TestCase("RIFF\0\0\0\0WAV")]
    [TestCase("RIFF\0\0\0\0AVI ")]
    [TestCase("\0RIFF\0\0\0\0WAVE")]
    public async Task InspectAsync_RawBodyLikeAWavFile_IsAllSamples(string body)
    {
        var audio = await TestInspector.AudioAsync(System.Text.Encoding.Latin1.GetBytes(body), TestInspector.Type("audio/PCMU"));

        Assert.That(audio.Frames, Is.EqualTo(body.Length));
    }

    [TestCase(1)]
    [TestCase(ChunkPayload.BlockBytes)]
    [TestCase((5 * ChunkPayload.BlockBytes) + 3)]
    public async Task InspectAsync_Audio_HasOneChecksumPerBlock(int length)
    {
        var samples = WavBuilder.Samples(length);
        var file = new WavBuilder().Chunk("fmt ", WavBuilder.Fmt(7, 1, 8000, 8)).Chunk("data", samples).Chunk("LIST", new byte[99]).Build();

        var audio = await TestInspector.AudioAsync(file);

        Assert.That(audio.BlockChecksums, Is.EqualTo(samples.Chunk(ChunkPayload.BlockBytes).Select(block => BitwiseCrc32C.Compute(block))));
    }

    [Test]
    public async Task InspectAsync_IncompleteLastFrame_IsNotInTheChecksum()
    {
        var whole = WavBuilder.Samples(ChunkPayload.BlockBytes);

        var audio = await TestInspector.AudioAsync([.. whole, 7], TestInspector.Type("audio/L16;rate=8000"));

        Assert.That(audio.BlockChecksums, Is.EqualTo(new[] { BitwiseCrc32C.Compute(whole) }));
    }

    [Test]
    public async Task InspectAsync_BodyInSmallPieces_IsReadWhole()
    {
        var samples = WavBuilder.Samples(20000);
        var body = new WatchedBody(samples, maxPerRead: 7);

        var inspection = await TestInspector.InspectAsync(body, TestInspector.Type("audio/PCMU"));

        Assert.That(
            (inspection as ChunkInspection.Audio)?.BlockChecksums,
            Is.EqualTo(samples.Chunk(ChunkPayload.BlockBytes).Select(block => BitwiseCrc32C.Compute(block))));
    }

    [Test]
    public async Task InspectAsync_HeaderInSmallPieces_IsReadWhole()
    {
        var inspection = await TestInspector.InspectAsync(new WatchedBody(WavBuilder.Plain(100), maxPerRead: 1), TestInspector.Wav);

        Assert.That((inspection as ChunkInspection.Audio)?.Frames, Is.EqualTo(50));
    }

    [Test]
    public void InspectAsync_Cancelled_Throws()
    {
        var inspector = TestInspector.Create();

        Assert.That(
            () => inspector.InspectAsync(new WatchedBody(WavBuilder.Plain(8)), TestInspector.Wav, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
