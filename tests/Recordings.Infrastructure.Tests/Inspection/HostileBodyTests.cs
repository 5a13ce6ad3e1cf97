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
    private const long AllocationAllowed = 32 * 1024;

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property InspectAsync_RandomBytes_IsAnswered() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), bytes => Answers(bytes) && Answers([.. "RIFF\0\0\0\0WAVE"u8, .. bytes]));

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property InspectAsync_MutatedFile_IsAnswered() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), seed => Answers(BodyMutator.Mutate(new Random(seed))));

    [Test]
    public void InspectAsync_FileCutAnywhere_IsAnswered([Range(0, 2)] int seed)
    {
        var file = BodyMutator.Seeds[seed];

        Assert.That(Enumerable.Range(0, file.Length).Where(length => !Answers(file[..length])), Is.Empty);
    }

    /// <summary>RECORDINGS_FUZZ_SECONDS lengthens it; the seed of a failure is in its message.</summary>
    [Test]
    public void InspectAsync_FuzzedForAWhile_IsAnswered()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("RECORDINGS_FUZZ_SECONDS") ?? "2", CultureInfo.InvariantCulture);
        var seed = Environment.TickCount;
        var clock = Stopwatch.StartNew();
        for (; clock.Elapsed < TimeSpan.FromSeconds(seconds); seed++)
        {
            if (!TryAnswer(BodyMutator.Mutate(new Random(seed)), out var fault))
                Assert.Fail($"Seed {seed}: {fault}");
        }

        Assert.Pass();
    }

    [TestCase("fmt ", 0xFFFF_FFFFu)]
    [TestCase("JUNK", 0x7FFF_FFFFu)]
    [TestCase("ds64", 0x7FFF_FFFFu)]
    [TestCase("data", 0x7FFF_EFFEu)]
    [TestCase("data", 0xFFFF_FFFFu)]
    public async Task InspectAsync_LyingSize_CostsNoMemory(string chunk, uint announced)
    {
        var file = new WavBuilder("RF64").Chunk("fmt ", WavBuilder.Fmt(1, 1, 8000, 16)).Chunk(chunk, WavBuilder.Samples(64), announced).Build();

        Assert.That(await AllocatedByAsync(new WatchedBody(file)), Is.LessThan(AllocationAllowed));
    }

    [Test]
    public async Task InspectAsync_LargestBody_CostsNoMoreMemoryThanItsChecksums()
    {
        var body = new WatchedBody(WavBuilder.Plain(0, 0xFFFF_FFFF), MaxBodyBytes);

        Assert.That(await AllocatedByAsync(body), Is.LessThan((sizeof(uint) * MaxBodyBytes / ChunkPayload.BlockBytes) + AllocationAllowed));
    }

    [Test]
    public async Task InspectAsync_ContentToSkip_IsNotRead()
    {
        var file = new WavBuilder().Chunk("fmt ", WavBuilder.Fmt(1, 1, 8000, 16)).Chunk("JUNK", [], (uint)MaxBodyBytes - 100).Build();
        var body = new WatchedBody(file, MaxBodyBytes);

        await Inspected.AnswerAsync(body, Inspected.Wav);

        Assert.That(body.BytesRead, Is.LessThan(16 * 1024));
    }

    [Test]
    public async Task InspectAsync_NothingButEmptyChunks_IsReadOnceInLargePieces()
    {
        const long Length = 4L << 20;
        var body = new WatchedBody("RIFF\0\0\0\0WAVE"u8.ToArray(), Length);

        await Inspected.AnswerAsync(body, Inspected.Wav);

        Assert.That(body.Reads, Is.EqualTo((Length / BufferedBodyReader.Capacity) + 1));
    }

    private static async Task<long> AllocatedByAsync(WatchedBody body)
    {
        await Inspected.AnswerAsync(new WatchedBody(WavBuilder.Plain(100)), Inspected.Wav);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await Inspected.AnswerAsync(body, Inspected.Wav);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static bool Answers(byte[] bytes) => TryAnswer(bytes, out var fault) ? true : throw new AssertionException(fault);

    /// <summary>Whatever the bytes: an answer that is true of them, never an exception. The body itself watches the reading.</summary>
    private static bool TryAnswer(byte[] bytes, out string fault)
    {
        var answer = Inspected.AnswerAsync(new WatchedBody(bytes), Inspected.Wav);
        fault = answer switch
        {
            { IsCompletedSuccessfully: false } => answer.Exception?.ToString() ?? "It did not end.",
            { Result: ChunkInspection.Refused refused } => refused.Reason.Length is > 10 and < 200 && refused.Reason.All(c => c is >= ' ' and <= '~') ? "" : "The reason is no sentence.",
            { Result: ChunkInspection.Audio audio } => FaultOf(audio, bytes),
            _ => "The answer is of no known kind.",
        };
        return fault.Length == 0;
    }

    private static string FaultOf(ChunkInspection.Audio audio, byte[] bytes)
    {
        var length = audio.Frames * audio.Format.BytesPerFrame;
        if (audio.Frames < 1 || audio.PayloadOffset < 44 || audio.PayloadOffset + length > bytes.Length)
            return $"{length} bytes of samples at {audio.PayloadOffset} in {bytes.Length}.";

        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)audio.PayloadOffset - 4));
        if (length > size)
            return $"{length} bytes of samples where {size} are announced.";

        var samples = bytes.AsSpan((int)audio.PayloadOffset, (int)length).ToArray();
        return audio.BlockChecksums.SequenceEqual(samples.Chunk(ChunkPayload.BlockBytes).Select(block => BitwiseCrc32C.Of(block))) ? "" : "Wrong checksums.";
    }
}
