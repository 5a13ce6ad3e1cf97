using FsCheck;
using FsCheck.Fluent;
using Recordings.Domain.Tests.Timelines;

namespace Recordings.Infrastructure.Tests.Rendering;

[TestFixture]
public sealed class WavStreamPropertyTests
{
    private static readonly int[] Rates = [8000, 11025, 16000];

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property ReadAsync_AnyCall_MatchesTheTimelineRules() => Prop.ForAll(
        SpokenCall.Any, ArbMap.Default.ArbFor<int>(), (spoken, seed) =>
        {
            var call = StoredCall.InMixedFormats(spoken, seed);
            return ReadWholeAsync(call).GetAwaiter().GetResult().AsSpan().SequenceEqual(call.ExpectedFile());
        });

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property ReadAsync_AnyPieces_MatchTheTimelineRules() => Prop.ForAll(
        SpokenCall.Any, ArbMap.Default.ArbFor<int>(), (spoken, seed) =>
        {
            var call = StoredCall.InMixedFormats(spoken, seed);
            var file = ReadInPiecesAsync(call, new Random(seed), maxPieces: 20).GetAwaiter().GetResult();
            return file.AsSpan().SequenceEqual(call.ExpectedFile());
        });

    /// <summary>Chunks of several checksum blocks, and calls of several windows, with and without read-ahead.</summary>
    [Test]
    public async Task ReadAsync_LongCallInPieces_MatchesTheTimelineRules([Range(1, 6)] int seed)
    {
        var random = new Random(seed);
        var spoken = new SpokenCall(Enumerable.Range(0, 7).ToDictionary(
            i => Chunks.Of($"t{i % 3}", i, random.Next(6000), random.Next(3000, 40_000), random.GetItems(Rates, 1)[0]), _ => Array.Empty<short>()));
        var call = StoredCall.InMixedFormats(spoken, seed);
        call.Store.WindowsAhead = seed % 3;

        var file = await ReadInPiecesAsync(call, random, maxPieces: 12);

        Assert.That(file.AsSpan().SequenceEqual(call.ExpectedFile()), Is.True);
    }

    private static async Task<byte[]> ReadWholeAsync(StoredCall call)
    {
        await using var stream = call.Open();
        var file = new byte[stream.Length];
        await stream.ReadExactlyAsync(file);
        return file;
    }

    /// <summary>Cuts the file at random bytes, and reads the pieces in random order through one stream, each in several reads.</summary>
    private static async Task<byte[]> ReadInPiecesAsync(StoredCall call, Random random, int maxPieces)
    {
        await using var stream = call.Open();
        var file = new byte[stream.Length];
        int[] cuts = [0, .. Enumerable.Range(0, random.Next(maxPieces)).Select(_ => random.Next(file.Length)).Order(), file.Length];
        foreach (var i in Enumerable.Range(1, cuts.Length - 1).OrderBy(_ => random.Next()))
        {
            stream.Position = cuts[i - 1];
            for (var rest = file.AsMemory(cuts[i - 1]..cuts[i]); !rest.IsEmpty;)
                rest = rest[await stream.ReadAsync(rest[..Math.Min(rest.Length, random.Next(1, 50_001))])..];
        }

        return file;
    }
}
