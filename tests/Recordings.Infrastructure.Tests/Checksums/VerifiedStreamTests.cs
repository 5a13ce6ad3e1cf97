using Recordings.Application.Ports;
using Recordings.Domain.Recordings;
using Recordings.Infrastructure.Checksums;

namespace Recordings.Infrastructure.Tests.Checksums;

[TestFixture]
public sealed class VerifiedStreamTests
{
    private const int BlockBytes = 16 * 1024;

    [Test]
    public async Task ReadAsync_AnyDamageAtAnyTime_IsTheOriginalBytes([Range(0, 199)] int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(1, 10 * BlockBytes)];
        random.NextBytes(bytes);
        var stored = new AlterableFile(bytes);
        await using var stream = await OpenAsync(stored, bytes, () => Task.FromResult<Stream>(new MemoryStream(bytes)));
        var damageAt = random.Next(8);

        for (var i = 0; i < 12; i++)
        {
            if (i == damageAt)
                Damage(stored, random);
            var at = random.Next(bytes.Length);
            var range = new byte[random.Next(1, bytes.Length - at + 1)];
            stream.Position = at;
            await stream.ReadExactlyAsync(range);

            Assert.That(range.AsSpan().SequenceEqual(bytes.AsSpan(at, range.Length)), Is.True, $"{range.Length} bytes at {at}");
        }
    }

    [Test]
    public async Task ReadAsync_DamageOutsideTheRange_ReadsTheStoredFile()
    {
        var bytes = new byte[10 * BlockBytes];
        var stored = new AlterableFile(bytes);
        stored.Content[5 * BlockBytes] ^= 1;
        await using var stream = await OpenAsync(stored, bytes, () => throw new InvalidOperationException());

        await stream.ReadExactlyAsync(new byte[5 * BlockBytes]);
        stream.Position = 6 * BlockBytes;

        Assert.DoesNotThrowAsync(async () => await stream.ReadExactlyAsync(new byte[4 * BlockBytes]));
    }

    [Test]
    public async Task ReadAsync_SmallRange_ReadsItsBlocksOnly()
    {
        var bytes = new byte[10 * BlockBytes];
        var stored = new AlterableFile(bytes);
        await using var stream = await OpenAsync(stored, bytes, () => throw new InvalidOperationException());

        stream.Position = BlockBytes - 1;
        await stream.ReadExactlyAsync(new byte[BlockBytes + 2]);

        Assert.That(stored.BytesRead, Is.EqualTo(3 * BlockBytes));
    }

    [Test]
    public async Task ReadAsync_InSmallParts_ReadsEachBlockOnce()
    {
        var bytes = new byte[(3 * BlockBytes) + 7];
        var stored = new AlterableFile(bytes);
        await using var stream = await OpenAsync(stored, bytes, () => throw new InvalidOperationException());

        for (var i = 0; i < bytes.Length; i++)
            await stream.ReadExactlyAsync(new byte[1]);

        Assert.That(stored.BytesRead, Is.EqualTo(bytes.Length));
    }

    [Test]
    public async Task ReadAsync_StoreIsUnavailable_IsItsFault()
    {
        var stored = new AlterableFile(new byte[100]) { Fault = new DependencyUnavailableException(Dependency.Storage, new IOException()) };
        await using var stream = await OpenAsync(stored, new byte[100], () => throw new InvalidOperationException());

        Assert.That(async () => await stream.ReadExactlyAsync(new byte[1]), Throws.Exception.SameAs(stored.Fault));
    }

    [Test]
    public async Task ReadAsync_NoReplacement_IsItsFault()
    {
        var stored = new AlterableFile(new byte[100]);
        stored.Content[99] = 1;
        var fault = new DependencyUnavailableException(Dependency.Storage, null);
        await using var stream = await OpenAsync(stored, new byte[100], () => throw fault);

        Assert.That(async () => await stream.ReadExactlyAsync(new byte[1]), Throws.Exception.SameAs(fault));
    }

    private static void Damage(AlterableFile file, Random random)
    {
        var (at, kind) = (random.Next(file.Content.Length), random.Next(4));
        if (kind == 0)
            file.Content[at] ^= (byte)(1 << random.Next(8));
        else if (kind == 1)
            file.Content = file.Content[..at];
        else if (kind == 2)
            file.Content = [.. file.Content, 1, 2, 3];
        else
            Array.Clear(file.Content, at, random.Next(file.Content.Length - at + 1));
    }

    private static async Task<Stream> OpenAsync(Stream stored, byte[] original, Func<Task<Stream>> replace)
    {
        var checksums = new BlockChecksums();
        checksums.Append(original);
        var file = new StoredFile(new RenditionFile("key", default, original.Length, default), checksums.Finish());
        return (await VerifiedStream.OpenAsync(Task.FromResult<Stream?>(stored), file, _ => replace()))!;
    }
}
