using System.Security.Cryptography;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;
using Recordings.Infrastructure.Checksums;

namespace Recordings.Infrastructure.Tests.Stores;

/// <summary>The contract suite of every audio store. The tests of an adapter inherit it and add their own.</summary>
public abstract partial class AudioStoreContract
{
    /// <summary>Larger than one part of a network store, so the store must send several parts.</summary>
    private const int Large = 17 * 1024 * 1024;

    private static readonly WorkspaceId Workspace = new(Guid.Parse("6d1f0c0e-6a3c-4c62-9a2e-0f6d5f3b9a11"));
    private static readonly ChatId Chat = new(48213);
    private static readonly ChatKey Capture = new(7);

    protected IAudioStore Store { get; private set; } = null!;

    /// <summary>Creates an empty store for one test.</summary>
    protected abstract Task<IAudioStore> CreateStoreAsync();

    [SetUp]
    public async Task CreateStore() => Store = await CreateStoreAsync();

    [Test]
    public void CheckAsync_StoreAvailable_Passes() => Assert.DoesNotThrowAsync(() => Store.CheckAsync(default));

    [Test]
    public async Task PutAsync_AnyLength_CanBeReadAndHasItsChecksum([Values(0, 1, 65536, 200_001, Large)] int length)
    {
        var (key, bytes) = (NewKey(), Bytes(length));

        var checksums = await Store.PutAsync(key, new PutBody(bytes), default);

        Assert.That((await ReadWholeAsync(key)).AsSpan().SequenceEqual(bytes), Is.True);
        Assert.That(checksums.Whole, Is.EqualTo(new Sha256(SHA256.HashData(bytes))));
        Assert.That(checksums.Blocks.ToArray(), Is.EqualTo(bytes.Chunk(ChunkPayload.BlockBytes).Select(block => Crc32C.Compute(block))));
    }

    [Test]
    public async Task PutAsync_ExistingKey_ReplacesTheObject()
    {
        var key = await PutAsync(Bytes(5000, seed: 1));

        await Store.PutAsync(key, new PutBody(Bytes(300, seed: 2)), default);

        Assert.That(await ReadWholeAsync(key), Is.EqualTo(Bytes(300, seed: 2)));
    }

    [Test]
    public async Task PutAsync_ContentFails_FaultPassesAndNothingIsVisible([Values(100, Large - 100)] int failsAt)
    {
        var (key, fault) = (NewKey(), new InvalidOperationException("fault of the content"));

        var thrown = Assert.ThrowsAsync<InvalidOperationException>(() => Store.PutAsync(key, new PutBody(Bytes(Large), failsAt, fault), default));

        Assert.That(thrown, Is.SameAs(fault));
        Assert.That(await Store.FindLengthAsync(key, default), Is.Null);
        Assert.That(await SweptAsync(DateTimeOffset.UtcNow.AddHours(1)), Is.Empty);
    }

    [Test]
    public async Task PutAsync_ContentFailsOnExistingKey_KeepsTheObject()
    {
        var key = await PutAsync(Bytes(5000));

        Assert.ThrowsAsync<IOException>(() => Store.PutAsync(key, new PutBody(Bytes(9000), 4000, new IOException("content")), default));

        Assert.That(await ReadWholeAsync(key), Is.EqualTo(Bytes(5000)));
    }

    [Test]
    public async Task PutAsync_Cancelled_NothingIsVisible()
    {
        var key = NewKey();
        using var cancelled = new CancellationTokenSource();

        Assert.CatchAsync<OperationCanceledException>(
            () => Store.PutAsync(key, new PutBody(Bytes(Large), Large / 2, cancel: cancelled), cancelled.Token));

        Assert.That(await Store.FindLengthAsync(key, default), Is.Null);
    }

    [Test]
    public async Task PutAsync_ConcurrentToOneKey_StoresOneWhole()
    {
        var key = NewKey();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Store.PutAsync(key, new PutBody(Bytes(70_000 + seed, seed)), default)));

        var stored = await ReadWholeAsync(key);
        Assert.That(stored, Is.EqualTo(Bytes(stored.Length, stored.Length - 70_000)));
    }

    [Test]
    public async Task FindLengthAsync_Object_IsItsLength() =>
        Assert.That(await Store.FindLengthAsync(await PutAsync(Bytes(12_345)), default), Is.EqualTo(12_345));

    [Test]
    public async Task FindLengthAsync_MissingObject_IsNull() => Assert.That(await Store.FindLengthAsync(NewKey(), default), Is.Null);

    [TestCase("")]
    [TestCase("/")]
    [TestCase("..")]
    [TestCase("../outside")]
    [TestCase("workspaces/../../outside")]
    [TestCase("workspaces/./chunk")]
    [TestCase("workspaces//chunk")]
    [TestCase("/etc/passwd")]
    [TestCase(@"workspaces\..\..\outside")]
    [TestCase("workspaces/%2e%2e/outside")]
    [TestCase("workspaces/%252fchunk")]
    [TestCase("workspaces/chunk\0")]
    [TestCase("workspaces/chunk\r\nx-header: 1")]
    [TestCase("workspaces/chunk?versionId=1")]
    [TestCase("workspaces/.hidden")]
    [TestCase("workspaces/ａｂｃ")]
    [TestCase("workspaces/\u202Echunk")]
    public void EveryMember_InvalidKey_Throws(string key)
    {
        Assert.Multiple(() =>
        {
            Assert.ThrowsAsync<ArgumentException>(() => Store.PutAsync(key, new PutBody(Bytes(10)), default));
            Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(key, default));
            Assert.ThrowsAsync<ArgumentException>(() => Store.FindLengthAsync(key, default));
            Assert.ThrowsAsync<ArgumentException>(() => Store.ReadAsync([new ObjectRead(key, 0, new byte[1])], default));
            Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(key, default));
            Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(key, Bytes(10)));
        });
    }

    protected static string NewKey() => ObjectKeys.NewChunk(Workspace, Chat, Capture);

    protected static byte[] Bytes(int length, int seed = 0)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    protected async Task<string> PutAsync(byte[] bytes, string? key = null)
    {
        key ??= NewKey();
        await Store.PutAsync(key, new PutBody(bytes), default);
        return key;
    }

    protected async Task<byte[]> ReadWholeAsync(string key)
    {
        await using var stream = await Store.OpenAsync(key, default) ?? throw new AssertionException($"{key} does not exist.");
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private async Task<string[]> SweptAsync(DateTimeOffset before) => await Store.SweepAsync(before, default).ToArrayAsync();
}
