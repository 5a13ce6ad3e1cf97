using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Recordings.Application.Ports;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Inspection;
using Recordings.Infrastructure.Tests.Rendering;

namespace Recordings.Infrastructure.Tests.Inspection;

[TestFixture]
public sealed class HostileBodyTests
{
    private const long MaxBodyBytes = 64L << 20;
    private const long AllowedBytes = 32 * 1024;

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property InspectAsync_RandomBytes_ReturnsAResult() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), bytes => Passes(bytes) && Passes([.. "RIFF\0\0\0\0WAVE"u8, .. bytes]));

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property InspectAsync_MutatedFile_ReturnsAResult() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), seed => Passes(BodyMutator.Mutate(new Random(seed))));

    [Test]
    public void InspectAsync_FileCutAnywhere_ReturnsAResult([Range(0, 2)] int seed)
    {
        var file = BodyMutator.Seeds[seed];

        Assert.That(Enumerable.Range(0, file.Length).Where(length => !Passes(file[..length])), Is.Empty);
    }

    /// <summary>RECORDINGS_FUZZ_SECONDS sets the duration. A failing seed is in the message.</summary>
    [Test]
    public void InspectAsync_FuzzedForSeconds_ReturnsAResult()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("RECORDINGS_FUZZ_SECONDS") ?? "2", CultureInfo.InvariantCulture);
        var seed = Environment.TickCount;
        var clock = Stopwatch.StartNew();
        var bodies = 0;
        for (; clock.Elapsed < TimeSpan.FromSeconds(seconds); seed++, bodies++)
        {
            if (!TryInspect(BodyMutator.Mutate(new Random(seed)), out var fault))
                Assert.Fail($"Seed {seed}: {fault}");
        }

        Assert.That(bodies, Is.Positive);
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

        Assert.That(body.Reads, Is.EqualTo((Length / BufferedBodyReader.Capacity) + 1));
    }

    private static async Task<long> AllocatedByAsync(WatchedBody body)
    {
        await TestInspector.InspectAsync(new WatchedBody(WavBuilder.Plain(100)), TestInspector.Wav);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await TestInspector.InspectAsync(body, TestInspector.Wav);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static bool Passes(byte[] bytes) => TryInspect(bytes, out var fault) ? true : throw new AssertionException(fault);

    /// <summary>Any bytes must give a correct result and no exception. The body itself checks how it is read.</summary>
    private static bool TryInspect(byte[] bytes, out string fault)
    {
        var inspection = TestInspector.InspectAsync(new WatchedBody(bytes), TestInspector.Wav);
        fault = inspection switch
        {
            { IsCompletedSuccessfully: false } => inspection.Exception?.ToString() ?? "The inspection did not end.",
            { Result: ChunkInspection.Rejected rejected } => IsSentence(rejected.Reason) ? "" : "The reason is not a sentence.",
            { Result: ChunkInspection.Audio audio } => FaultOf(audio, bytes),
            _ => "The result has an unknown type.",
        };
        return fault.Length == 0;
    }

    private static bool IsSentence(string reason) => reason.Length is > 10 and < 200 && reason.All(c => c is >= ' ' and <= '~');

    private static string FaultOf(ChunkInspection.Audio audio, byte[] bytes)
    {
        var length = audio.Frames * audio.Format.BytesPerFrame;
        if (audio.Frames < 1 || audio.PayloadOffset < 44 || audio.PayloadOffset + length > bytes.Length)
            return $"{length} bytes of samples at {audio.PayloadOffset} in {bytes.Length}.";

        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)audio.PayloadOffset - 4));
        if (length > size)
            return $"{length} bytes of samples where {size} are declared.";

        var samples = bytes.AsSpan((int)audio.PayloadOffset, (int)length).ToArray();
        var expected = samples.Chunk(ChunkPayload.BlockBytes).Select(block => BitwiseCrc32C.Compute(block));
        return audio.BlockChecksums.SequenceEqual(expected) ? "" : "Wrong checksums.";
    }
}
