using FsCheck;
using FsCheck.Fluent;
using Recordings.Domain.Tests.Audio;
using Recordings.Infrastructure.Wav;

namespace Recordings.Infrastructure.Tests.Wav;

[TestFixture]
public sealed class WavStreamPropertyTests
{
    private static readonly int[] Rates = [8000, 11025, 16000];

    [FsCheck.NUnit.Property(MaxTest = 150)]
    public Property ReadAsync_AnyCall_IsTheFileByTheRules() => Prop.ForAll(
        SpokenCall.Any, ArbMap.Default.ArbFor<int>(), (spoken, seed) =>
        {
            var call = StoredCall.InMixedFormats(spoken, seed);
            return IsExpected(call, [.. Read(call.Open(), 0, (int)call.Open().Length)]);
        });

    [FsCheck.NUnit.Property(MaxTest = 150)]
    public Property ReadAsync_AnyPartition_IsTheSameBytes() => Prop.ForAll(
        SpokenCall.Any, ArbMap.Default.ArbFor<int>(), (spoken, seed) =>
        {
            var call = StoredCall.InMixedFormats(spoken, seed);
            return IsExpected(call, ReadInPieces(call.Open(), new Random(seed), mostPieces: 20));
        });

    /// <summary>Chunks of several checksum blocks, and calls of several windows.</summary>
    [Test]
    public void ReadAsync_LongCallInPieces_IsTheFileByTheRules([Range(1, 6)] int seed)
    {
        var random = new Random(seed);
        var spoken = new SpokenCall(Enumerable.Range(0, 7).ToDictionary(
            i => Chunks.Of($"t{i % 3}", i, random.Next(6000), random.Next(3000, 40_000), random.GetItems(Rates, 1)[0]), _ => Array.Empty<short>()));
        var call = StoredCall.InMixedFormats(spoken, seed);

        Assert.That(ReadInPieces(call.Open(), random, mostPieces: 12).AsSpan().SequenceEqual(call.ExpectedFile()), Is.True);
    }

    private static bool IsExpected(StoredCall call, byte[] actual) => actual.AsSpan().SequenceEqual(call.ExpectedFile());

    /// <summary>Cut at random bytes, and read in random order through one stream.</summary>
    private static byte[] ReadInPieces(WavStream stream, Random random, int mostPieces)
    {
        var length = (int)stream.Length;
        int[] cuts = [0, .. Enumerable.Range(0, random.Next(mostPieces)).Select(_ => random.Next(length)).Order(), length];
        var file = new byte[length];
        foreach (var i in Enumerable.Range(1, cuts.Length - 1).OrderBy(_ => random.Next()))
            Read(stream, cuts[i - 1], cuts[i] - cuts[i - 1]).CopyTo(file, cuts[i - 1]);
        return file;
    }

    private static byte[] Read(WavStream stream, long at, int length)
    {
        var bytes = new byte[length];
        stream.Position = at;
        stream.ReadExactlyAsync(bytes).AsTask().GetAwaiter().GetResult();
        return bytes;
    }
}
