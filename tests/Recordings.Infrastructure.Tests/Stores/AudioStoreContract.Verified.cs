using Recordings.Application.Ports;
using Recordings.Domain.Recordings;

namespace Recordings.Infrastructure.Tests.Stores;

public abstract partial class AudioStoreContract
{
    /// <summary>How often a verified stream asked for its replacement.</summary>
    protected int Replacements { get; private set; }

    [SetUp]
    public void ResetReplacements() => Replacements = 0;

    [Test]
    public async Task OpenAsync_File_IsItsBytes([Values(0, 1, 16_384, 200_001)] int length)
    {
        var bytes = Bytes(length);
        await using var stream = await OpenAsync(await PutFileAsync(bytes), bytes);

        Assert.That(await ReadRangesAsync(stream, bytes, seed: length), Is.Null);
        Assert.That(Replacements, Is.Zero);
    }

    [Test]
    public async Task OpenAsync_AlteredFile_IsTheOriginalBytes([Range(0, 9)] int seed)
    {
        var random = new Random(seed);
        var bytes = Bytes(random.Next(1, 300_000), seed);
        var file = await PutFileAsync(bytes);
        var altered = bytes.ToArray();
        altered[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        await Store.PutAsync(file.File.ObjectKey, new PutBody(altered), default);

        await using var stream = await OpenAsync(file, bytes);

        Assert.That(await ReadRangesAsync(stream, bytes, seed), Is.Null);
        stream.Position = 0;
        await stream.ReadExactlyAsync(new byte[bytes.Length]);
        Assert.That(Replacements, Is.EqualTo(1));
    }

    [TestCase(-1)]
    [TestCase(1)]
    [TestCase(-16_384)]
    public async Task OpenAsync_FileOfAnotherLength_IsNull(int difference)
    {
        var file = await PutFileAsync(Bytes(50_000));
        await Store.PutAsync(file.File.ObjectKey, new PutBody(Bytes(50_000 + difference)), default);

        Assert.That(await Store.OpenAsync(file, Replace([]), default), Is.Null);
    }

    [Test]
    public async Task OpenAsync_ChecksumsOfAnotherLength_IsNull()
    {
        var file = await PutFileAsync(Bytes(50_000));

        Assert.That(await Store.OpenAsync(file with { BlockChecksums = file.BlockChecksums[1..] }, Replace([]), default), Is.Null);
    }

    [Test]
    public async Task OpenAsync_MissingFile_IsNull()
    {
        var file = await PutFileAsync(Bytes(100));
        await Store.DeleteAsync(file.File.ObjectKey, default);

        Assert.That(await Store.OpenAsync(file, Replace([]), default), Is.Null);
    }

    [Test]
    public async Task OpenAsync_FileDeletedDuringRead_IsTheOriginalBytes()
    {
        var bytes = Bytes(5_000_000);
        var file = await PutFileAsync(bytes);
        await using var stream = await OpenAsync(file, bytes);
        var read = new byte[bytes.Length];
        await stream.ReadExactlyAsync(read.AsMemory(0, 1000));
        await Store.DeleteAsync(file.File.ObjectKey, default);

        await stream.ReadExactlyAsync(read.AsMemory(1000));

        Assert.That(read.AsSpan().SequenceEqual(bytes), Is.True);
    }

    protected async Task<StoredFile> PutFileAsync(byte[] bytes)
    {
        var key = NewKey();
        var checksums = await Store.PutAsync(key, new PutBody(bytes), default);
        return new StoredFile(new RenditionFile(key, default, bytes.Length, checksums.Whole), checksums.Blocks);
    }

    protected async Task<Stream> OpenAsync(StoredFile file, byte[] original) =>
        await Store.OpenAsync(file, Replace(original), default) ?? throw new AssertionException("The file does not open.");

    private Func<CancellationToken, Task<Stream>> Replace(byte[] original) => _ =>
    {
        Replacements++;
        return Task.FromResult<Stream>(new MemoryStream(original));
    };

    /// <summary>The first range that differs; null when none does.</summary>
    private static async Task<string?> ReadRangesAsync(Stream stream, byte[] bytes, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 30; i++)
        {
            var at = random.Next(bytes.Length + 1);
            var range = new byte[random.Next(bytes.Length - at + 1)];
            stream.Position = at;
            await stream.ReadExactlyAsync(range);
            if (!range.AsSpan().SequenceEqual(bytes.AsSpan(at, range.Length)))
                return $"{range.Length} bytes at {at}";
        }

        return null;
    }
}
