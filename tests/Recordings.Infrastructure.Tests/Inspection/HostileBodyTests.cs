using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Recordings.Application.Ports;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Inspection;
using Recordings.Infrastructure.Tests.Checksums;

namespace Recordings.Infrastructure.Tests.Inspection;

[TestFixture]
public sealed class HostileBodyTests
{
    private const long MaxBodyBytes = 64L << 20;

    /// <summary>Capture:MaxChunkBytes of the random bodies: small, so that they have sizes on both sides of it.</summary>
    private const long SmallMaxBytes = 70_000;

    private const long AllowedBytes = 32 * 1024;

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property InspectAsync_RandomBytes_ReturnsAResult() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), bytes => Passes(bytes) && Passes([.. "RIFF\0\0\0\0WAVE"u8, .. bytes]));

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property InspectAsync_MutatedFile_ReturnsAResult() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), seed => Passes(BodyMutator.Mutate(new Random(seed))));

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property InspectAsync_ComposedFile_IsReadByTheRules() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), seed => Passes(BodyComposer.Compose(new Random(seed), SmallMaxBytes)));

    [Test]
    public void InspectAsync_FileCutAnywhere_ReturnsAResult([Range(0, 2)] int seed)
    {
        var file = BodyMutator.Seeds[seed];

        Assert.That(Enumerable.Range(0, file.Length).Where(length => !Passes(file[..length])), Is.Empty);
    }

    /// <summary>RECORDINGS_FUZZ_SECONDS sets the duration. A failing seed is in the message.</summary>
    [Test]
    public void InspectAsync_FuzzedForSeconds_IsReadByTheRules()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("RECORDINGS_FUZZ_SECONDS") ?? "2", CultureInfo.InvariantCulture);
        var seed = Environment.TickCount;
        var clock = Stopwatch.StartNew();
        var (bodies, accepted) = (0, 0);
        for (; clock.Elapsed < TimeSpan.FromSeconds(seconds); seed++, bodies++)
        {
            var body = RandomBody(new Random(seed));
            var expected = NaiveWavReader.Read(body, SmallMaxBytes);
            if (!TryInspect(body, expected, out var fault))
                Assert.Fail($"Seed {seed}: {fault}");
            accepted += expected.Format is null ? 0 : 1;
        }

        TestContext.Out.WriteLine($"{bodies} bodies, {accepted} of them accepted.");
        Assert.That(accepted, Is.InRange(bodies / 10, bodies * 9 / 10), "A fuzz with only one verdict tests little.");
    }

    [TestCase("fmt ", 0xFFFF_FFFFu)]
    [TestCase("JUNK", 0x7FFF_FFFFu)]
    [TestCase("ds64", 0x7FFF_FFFFu)]
    [TestCase("data", 0x7FFF_EFFEu)]
    [TestCase("data", 0xFFFF_FFFFu)]
    public async Task InspectAsync_FalseSize_AllocatesLittle(string chunk, uint declaredSize)
    {
        var file = new WavBuilder("RF64")
            .Chunk("fmt ", WavBuilder.Fmt(1, 1, 8000, 16)).Chunk(chunk, WavBuilder.Samples(64), declaredSize).Build();

        Assert.That(await AllocatedByAsync(new WatchedBody(file)), Is.LessThan(AllowedBytes));
    }

    [Test]
    public async Task InspectAsync_LargestBody_AllocatesOnlyItsChecksums()
    {
        var body = new WatchedBody(WavBuilder.Plain(0, 0xFFFF_FFFF), MaxBodyBytes);

        Assert.That(await AllocatedByAsync(body), Is.LessThan((sizeof(uint) * MaxBodyBytes / ChunkPayload.BlockBytes) + AllowedBytes));
    }

    [Test]
    public async Task InspectAsync_SkippedContent_IsNotRead()
    {
        var file = new WavBuilder().Chunk("fmt ", WavBuilder.Fmt(1, 1, 8000, 16)).Chunk("JUNK", [], (uint)MaxBodyBytes - 100).Build();
        var body = new WatchedBody(file, MaxBodyBytes);

        await TestInspector.InspectAsync(body, TestInspector.Wav);

        Assert.That(body.BytesRead, Is.LessThan(16 * 1024));
    }

    [Test]
    public async Task InspectAsync_OnlyEmptyChunks_IsReadInLargePieces()
    {
        const long Length = 4L << 20;
        var body = new WatchedBody("RIFF\0\0\0\0WAVE"u8.ToArray(), Length);

        await TestInspector.InspectAsync(body, TestInspector.Wav);

        Assert.That(body.Reads, Is.EqualTo((Length / BufferedBodyReader.HeaderCapacity) + 1));
    }

    [Test]
    public async Task InspectAsync_ManyEmptyChunksAfterData_AreReadInLargePieces()
    {
        const int Chunks = 500_000;
        byte[] file = [.. WavBuilder.Plain(100), .. Enumerable.Repeat("cue \0\0\0\0"u8.ToArray(), Chunks).SelectMany(chunk => chunk)];
        var body = new WatchedBody(file);

        var inspection = await TestInspector.InspectAsync(body, TestInspector.Wav);

        Assert.That((inspection as ChunkInspection.Audio)?.Frames, Is.EqualTo(50));
        Assert.That(body.Reads, Is.LessThan((file.Length / BufferedBodyReader.HeaderCapacity) + 10));
    }

    /// <summary>Each position could begin the last chunk, and none does.</summary>
    [TestCase("LIST")]
    [TestCase("id3 ")]
    [TestCase("WAVE")]
    public async Task InspectAsync_StreamOfChunkIds_IsReadTwiceInLargePieces(string id)
    {
        const int Length = 4 << 20;
        byte[] file = [.. WavBuilder.Plain(0, uint.MaxValue), .. Enumerable.Repeat(System.Text.Encoding.Latin1.GetBytes(id), Length / 4).SelectMany(word => word)];
        var body = new WatchedBody(file);

        var inspection = await TestInspector.InspectAsync(body, TestInspector.Wav);

        Assert.That((inspection as ChunkInspection.Audio)?.Frames, Is.EqualTo(Length / 2));
        Assert.That(body.BytesRead, Is.LessThan((2 * Length) + (64 * 1024)));
        Assert.That(body.Reads, Is.LessThan(200));
    }

    private static async Task<long> AllocatedByAsync(WatchedBody body)
    {
        await TestInspector.InspectAsync(new WatchedBody(WavBuilder.Plain(100)), TestInspector.Wav);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await TestInspector.InspectAsync(body, TestInspector.Wav);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static bool Passes(byte[] bytes) =>
        TryInspect(bytes, NaiveWavReader.Read(bytes, SmallMaxBytes), out var fault) ? true : throw new AssertionException(fault);

    private static byte[] RandomBody(Random random) => random.Next(3) switch
    {
        0 => BodyMutator.Mutate(random),
        1 => BodyMutator.Mutate(random, BodyComposer.Compose(random, SmallMaxBytes)),
        _ => BodyComposer.Compose(random, SmallMaxBytes),
    };

    /// <summary>
    /// Any bytes must give the result of the slow reader and no exception, however many bytes a read returns. The body itself checks
    /// how it is read.
    /// </summary>
    private static bool TryInspect(byte[] bytes, NaiveVerdict expected, out string fault)
    {
        var pieces = new[] { int.MaxValue, 1 + (bytes.Length % 5), 4097 };
        fault = pieces.Select(maxPerRead => FaultOf(bytes, maxPerRead, expected)).FirstOrDefault(found => found.Length > 0) ?? "";
        return fault.Length == 0;
    }

    private static string FaultOf(byte[] bytes, int maxPerRead, NaiveVerdict expected)
    {
        var inspection = TestInspector.InspectAsync(new WatchedBody(bytes, maxPerRead: maxPerRead), TestInspector.Wav, SmallMaxBytes);
        return inspection switch
        {
            { IsCompletedSuccessfully: false } => inspection.Exception?.ToString() ?? "The inspection did not end.",
            { Result: ChunkInspection.Rejected rejected } => FaultOf(rejected.Reason, expected),
            { Result: ChunkInspection.Audio audio } => FaultOf(audio, bytes, expected),
            _ => "The result has an unknown type.",
        };
    }

    private static string FaultOf(string reason, NaiveVerdict expected) =>
        expected.Format is not null ? $"Rejected, where {expected} is expected: {reason}"
        : !reason.Contains(expected.Reason, StringComparison.Ordinal) ? $"The reason is not '{expected.Reason}': {reason}"
        : reason.Length is > 10 and < 200 && reason.All(c => c is >= ' ' and <= '~') ? ""
        : $"The reason is not a sentence: {reason}";

    private static string FaultOf(ChunkInspection.Audio audio, byte[] bytes, NaiveVerdict expected)
    {
        if ((audio.Format, audio.PayloadOffset, audio.Frames) != (expected.Format, expected.Offset, expected.Frames))
            return $"{audio}, where {expected} is expected.";

        var samples = bytes.AsSpan(expected.Offset, expected.Frames * audio.Format.BytesPerFrame).ToArray();
        var checksums = samples.Chunk(ChunkPayload.BlockBytes).Select(block => BitwiseCrc32C.Compute(block));
        return audio.BlockChecksums.SequenceEqual(checksums) ? "" : "Wrong checksums.";
    }
}
