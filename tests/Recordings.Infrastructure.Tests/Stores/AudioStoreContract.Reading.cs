using Recordings.Application.Ports;

namespace Recordings.Infrastructure.Tests.Stores;

public abstract partial class AudioStoreContract
{
    [Test]
    public async Task OpenAsync_MissingObject_IsNull() => Assert.That(await Store.OpenAsync(NewKey(), default), Is.Null);

    [Test]
    public async Task OpenAsync_Object_IsSeekableAndKnowsItsLength()
    {
        await using var stream = await OpenAsync(await PutAsync(Bytes(100_000)));

        Assert.That((stream.CanSeek, stream.CanWrite, stream.Length, stream.Position), Is.EqualTo((true, false, 100_000L, 0L)));
    }

    [Test]
    public async Task OpenAsync_RandomAccess_ReturnsTheBytes()
    {
        var bytes = Bytes(300_000);
        await using var stream = await OpenAsync(await PutAsync(bytes));
        var random = new Random(1);

        for (var i = 0; i < 40; i++)
        {
            var (at, length) = (random.Next(bytes.Length), random.Next(1, 60_000));
            var buffer = new byte[Math.Min(length, bytes.Length - at)];
            stream.Position = at;
            await stream.ReadExactlyAsync(buffer);
            Assert.That(buffer.AsSpan().SequenceEqual(bytes.AsSpan(at, buffer.Length)), Is.True, $"{buffer.Length} bytes at {at}");
            Assert.That(stream.Position, Is.EqualTo(at + buffer.Length));
        }
    }

    [TestCase(0, SeekOrigin.End)]
    [TestCase(5000, SeekOrigin.Begin)]
    public async Task OpenAsync_ReadAtOrPastTheEnd_IsEmpty(long offset, SeekOrigin origin)
    {
        await using var stream = await OpenAsync(await PutAsync(Bytes(1000)));
        stream.Seek(offset, origin);

        Assert.That(await stream.ReadAsync(new byte[10]), Is.Zero);
    }

    [Test]
    public async Task OpenAsync_TwoStreams_AreIndependent()
    {
        var bytes = Bytes(50_000);
        var key = await PutAsync(bytes);
        await using var first = await OpenAsync(key);
        await using var second = await OpenAsync(key);

        first.Position = 40_000;
        var (fromFirst, fromSecond) = (new byte[100], new byte[100]);
        await Task.WhenAll(first.ReadExactlyAsync(fromFirst).AsTask(), second.ReadExactlyAsync(fromSecond).AsTask());

        Assert.That(fromFirst, Is.EqualTo(bytes[40_000..40_100]));
        Assert.That(fromSecond, Is.EqualTo(bytes[..100]));
    }

    [Test]
    public async Task OpenAsync_ObjectDeletedDuringRead_NeverEndsEarly()
    {
        var bytes = Bytes(Large);
        var key = await PutAsync(bytes);
        await using var stream = await OpenAsync(key);
        var read = new byte[bytes.Length];
        await stream.ReadExactlyAsync(read.AsMemory(0, 1000));
        await Store.DeleteAsync(key, default);

        try
        {
            await stream.ReadExactlyAsync(read.AsMemory(1000));
        }
        catch (Exception fault) when (fault is not EndOfStreamException)
        {
            return;
        }

        Assert.That(read.AsSpan().SequenceEqual(bytes), Is.True);
    }

    [Test]
    public void ReadAsync_NoReads_Succeeds() => Assert.DoesNotThrowAsync(() => Store.ReadAsync([], default));

    [Test]
    public async Task ReadAsync_SeveralObjects_FillsEveryDestination()
    {
        var objects = Enumerable.Range(0, 6).Select(seed => Bytes(100_000, seed)).ToArray();
        var keys = await Task.WhenAll(objects.Select(bytes => PutAsync(bytes)));
        var random = new Random(5);
        var ranges = Enumerable.Range(0, 300)
            .Select(_ => (Object: random.Next(6), At: random.Next(90_000), Length: random.Next(1, 10_000))).ToArray();

        var reads = ranges.Select(range => new ObjectRead(keys[range.Object], range.At, new byte[range.Length])).ToArray();
        await Store.ReadAsync(reads, default);

        for (var i = 0; i < ranges.Length; i++)
        {
            var expected = objects[ranges[i].Object].AsSpan(ranges[i].At, ranges[i].Length);
            Assert.That(reads[i].Destination.Span.SequenceEqual(expected), Is.True, $"read {i}");
        }

    }

    [Test]
    public async Task ReadAsync_OneObjectMissing_NamesIt()
    {
        var (present, missing) = (await PutAsync(Bytes(1000)), NewKey());

        var thrown = Assert.ThrowsAsync<ObjectUnreadableException>(() => Store.ReadAsync(
            [new ObjectRead(present, 0, new byte[10]), new ObjectRead(missing, 0, new byte[10]), new ObjectRead(present, 10, new byte[10])], default));

        Assert.That(thrown!.ObjectKey, Is.EqualTo(missing));
    }

    [TestCase(995, 10)]
    [TestCase(1000, 1)]
    [TestCase(70_000, 10)]
    public async Task ReadAsync_PastTheEndOfAnObject_NamesIt(long offset, int length)
    {
        var (whole, shorter) = (await PutAsync(Bytes(100_000)), await PutAsync(Bytes(1000)));

        var thrown = Assert.ThrowsAsync<ObjectUnreadableException>(() => Store.ReadAsync(
            [new ObjectRead(whole, offset, new byte[length]), new ObjectRead(shorter, offset, new byte[length])], default));

        Assert.That(thrown!.ObjectKey, Is.EqualTo(shorter));
    }

    [Test]
    public async Task ReadAsync_Cancelled_Stops()
    {
        var key = await PutAsync(Bytes(1000));

        Assert.CatchAsync<OperationCanceledException>(
            () => Store.ReadAsync([new ObjectRead(key, 0, new byte[10])], new CancellationToken(canceled: true)));
    }

    private async Task<Stream> OpenAsync(string key) =>
        await Store.OpenAsync(key, default) ?? throw new AssertionException($"{key} does not exist.");
}
