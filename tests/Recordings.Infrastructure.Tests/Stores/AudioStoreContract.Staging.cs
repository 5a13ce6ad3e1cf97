using System.Security.Cryptography;
using Recordings.Application.Ports;
using Recordings.Domain;

namespace Recordings.Infrastructure.Tests.Stores;

public abstract partial class AudioStoreContract
{
    [Test]
    public async Task StageAsync_Body_HasLengthAndChecksum([Values(0, 1, 300_000)] int length)
    {
        await using var staged = await StageAsync(new PutBody(Bytes(length)), length);

        Assert.That(staged.Length, Is.EqualTo(length));
        Assert.That(staged.Checksum, Is.EqualTo(new Sha256(SHA256.HashData(Bytes(length)))));
    }

    [Test]
    public async Task StageAsync_Body_CanBeReadSeveralTimes()
    {
        await using var staged = await StageAsync(new PutBody(Bytes(200_000)), long.MaxValue);
        await using var first = staged.OpenRead();
        await using var second = staged.OpenRead();
        var (whole, part) = (new byte[200_000], new byte[50]);

        await first.ReadExactlyAsync(whole);
        second.Position = 150_000;
        await second.ReadExactlyAsync(part);

        Assert.That(first.Length, Is.EqualTo(200_000));
        Assert.That(whole, Is.EqualTo(Bytes(200_000)));
        Assert.That(part, Is.EqualTo(Bytes(200_000)[150_000..150_050]));
    }

    [TestCase(1001)]
    [TestCase(500_000)]
    public async Task StageAsync_LongerThanAllowed_IsNull(int length) =>
        Assert.That(await Store.StageAsync(new PutBody(Bytes(length)), 1000, default), Is.Null);

    [Test]
    public async Task StageAsync_EndlessBody_StopsAtTheLimit()
    {
        var body = new PutBody(Bytes(4096), endless: true);

        Assert.That(await Store.StageAsync(body, 100_000, default), Is.Null);
        Assert.That(body.BytesRead, Is.LessThan(1_000_000));
    }

    [Test]
    public void StageAsync_BodyFails_ItsFaultPassesThrough()
    {
        var fault = new IOException("the client disconnected");

        var thrown = Assert.ThrowsAsync<IOException>(() => Store.StageAsync(new PutBody(Bytes(90_000), 50_000, fault), long.MaxValue, default));

        Assert.That(thrown, Is.SameAs(fault));
    }

    [Test]
    public void StageAsync_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();

        Assert.CatchAsync<OperationCanceledException>(
            () => Store.StageAsync(new PutBody(Bytes(900_000), 500_000, cancel: cancelled), long.MaxValue, cancelled.Token));
    }

    [Test]
    public async Task StageAsync_NotCommitted_IsNoObject()
    {
        await using var staged = await StageAsync(new PutBody(Bytes(1000)), 1000);

        Assert.That(await SweptAsync(DateTimeOffset.UtcNow.AddHours(1)), Is.Empty);
    }

    [Test]
    public async Task CommitAsync_StagedBody_BecomesAnObject()
    {
        var key = NewKey();

        await CommitAsync(key, Bytes(200_000));

        Assert.That(await ReadWholeAsync(key), Is.EqualTo(Bytes(200_000)));
    }

    [Test]
    public async Task CommitAsync_Concurrent_StoresEachBody()
    {
        var keys = Enumerable.Range(0, 24).Select(_ => NewKey()).ToArray();

        await Task.WhenAll(keys.Select((key, seed) => CommitAsync(key, Bytes(30_000 + seed, seed))));

        for (var seed = 0; seed < keys.Length; seed++)
            Assert.That(await ReadWholeAsync(keys[seed]), Is.EqualTo(Bytes(30_000 + seed, seed)));
    }

    [Test]
    public async Task CommitAsync_ConcurrentToOneKey_StoresOneWhole()
    {
        var key = NewKey();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => CommitAsync(key, Bytes(30_000 + seed, seed))));

        var stored = await ReadWholeAsync(key);
        Assert.That(stored, Is.EqualTo(Bytes(stored.Length, stored.Length - 30_000)));
    }

    private async Task<IStagedObject> StageAsync(Stream body, long maxBytes) =>
        await Store.StageAsync(body, maxBytes, default) ?? throw new AssertionException("The body is too long.");

    private async Task CommitAsync(string key, byte[] bytes)
    {
        await using var staged = await StageAsync(new PutBody(bytes), bytes.Length);
        await staged.CommitAsync(key, default);
    }
}
