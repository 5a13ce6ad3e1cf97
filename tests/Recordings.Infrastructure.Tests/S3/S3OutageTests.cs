using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;
using Recordings.Infrastructure.Tests.Faults;
using Recordings.Infrastructure.Tests.Stores;

namespace Recordings.Infrastructure.Tests.S3;

/// <summary>The store behind a failing network: right bytes or a clear fault, within the deadline, and recovery.</summary>
[TestFixture]
[Category("NeedsS3")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class S3OutageTests
{
    private const int Length = 700_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly byte[] Content = NewContent();

    private TestBucket? _direct;
    private TestBucket? _proxied;
    private TcpProxy? _proxy;
    private string _key = "";

    private IAudioStore Store => _proxied!.Store;

    [SetUp]
    public async Task StoreObjectAsync()
    {
        _direct = await TestBucket.CreateAsync();
        _proxy = new TcpProxy(TestBucket.Endpoint);
        _proxied = _direct.Through(_proxy.Address, Timeout);
        _key = NewKey();
        await _direct.Store.PutAsync(_key, new PutBody(Content), default);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        _proxied?.Dispose();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        _direct?.Dispose();
        (_proxied, _proxy, _direct) = (null, null, null);
    }

    private static IEnumerable<Outage> Outages() =>
    [
        new Outage.Away(),
        new Outage.BlackHole(),
        new Outage.CutAfter(0, Reset: true),
        new Outage.CutAfter(20, Reset: false),
        new Outage.CutAfter(50_000, Reset: true),
        new Outage.CutAfter(50_000, Reset: false),
        new Outage.Slow(TimeSpan.FromMilliseconds(100), PieceBytes: 10),
    ];

    [TestCaseSource(nameof(Outages))]
    public void ReadAsync_Outage_IsUnavailable(object outage)
    {
        _proxy!.Set((Outage)outage);

        AssertUnavailable(() => Store.ReadAsync([new ObjectRead(_key, 0, new byte[Length])], default));
    }

    [TestCaseSource(nameof(Outages))]
    public async Task OpenAsync_OutageDuringRead_NeverEndsEarly(object outage)
    {
        await using var stream = await Store.OpenAsync(_key, default);
        await stream!.ReadExactlyAsync(new byte[1000]);
        _proxy!.Set((Outage)outage);

        AssertUnavailable(() => stream.ReadExactlyAsync(new byte[Length - 1000]).AsTask());
    }

    [TestCaseSource(nameof(Outages))]
    public async Task OpenAsync_OutageOver_SameStreamContinues(object outage)
    {
        await using var stream = await Store.OpenAsync(_key, default);
        var read = new byte[Length];
        await stream!.ReadExactlyAsync(read.AsMemory(0, 1000));
        _proxy!.Set((Outage)outage);
        AssertUnavailable(() => stream.ReadExactlyAsync(new byte[Length - 1000]).AsTask());

        _proxy.Set(new Outage.None());
        stream.Position = 1000;
        await stream.ReadExactlyAsync(read.AsMemory(1000));

        Assert.That(read.AsSpan().SequenceEqual(Content), Is.True);
    }

    [Test]
    public async Task CommitAsync_Outage_CanBeRepeatedAfterwards([Values] bool blackHole)
    {
        var key = NewKey();
        await using var staged = await Store.StageAsync(new PutBody(Content), Length, default);
        _proxy!.Set(blackHole ? new Outage.BlackHole() : new Outage.Away());
        AssertUnavailable(() => staged!.CommitAsync(key, default));

        _proxy.Set(new Outage.None());
        await staged!.CommitAsync(key, default);

        Assert.That(await _direct!.Store.FindLengthAsync(key, default), Is.EqualTo(Length));
    }

    [Test]
    public void EveryMember_StoreUnreachable_IsUnavailable()
    {
        _proxy!.Set(new Outage.Away());

        Assert.Multiple(() =>
        {
            AssertUnavailable(() => Store.PutAsync(NewKey(), new PutBody(Content), default));
            AssertUnavailable(() => Store.OpenAsync(_key, default));
            AssertUnavailable(() => Store.FindLengthAsync(_key, default));
            AssertUnavailable(() => Store.DeleteAsync(_key, default));
            AssertUnavailable(() => Store.DeleteAsync("workspaces/", default));
            AssertUnavailable(() => Store.SweepAsync(DateTimeOffset.UtcNow, default).AnyAsync().AsTask());
            AssertUnavailable(() => Store.CheckAsync(default));
            AssertUnavailable(() => Store.PrepareAsync(default));
        });
    }

    [Test]
    public void PutAsync_OutageBetweenParts_IsUnavailable()
    {
        var content = new CallbackBody(new PutBody(new byte[20_000_000]), 9_000_000, () => _proxy!.Set(new Outage.Away()));

        AssertUnavailable(() => Store.PutAsync(NewKey(), content, default));
    }

    [Test]
    public void FindLengthAsync_StoreUnreachable_LimitsItsAttempts()
    {
        _proxy!.Set(new Outage.Away());

        AssertUnavailable(() => Store.FindLengthAsync(_key, default));

        // Four attempts. In each, the HTTP client tries up to four connections before it reports the first broken one.
        Assert.That(_proxy.Accepted, Is.InRange(4, 16));
    }

    [Test]
    public async Task ReadAsync_SlowStore_ReturnsAllBytes()
    {
        _proxy!.Set(new Outage.Slow(TimeSpan.FromMilliseconds(5), PieceBytes: 64 * 1024));
        var read = new byte[Length];

        await Store.ReadAsync([new ObjectRead(_key, 0, read)], default);

        Assert.That(read.AsSpan().SequenceEqual(Content), Is.True);
    }

    [Test]
    public async Task CheckAsync_MissingBucket_IsUnavailable()
    {
        await _direct!.Store.DeleteAsync(_key, default);
        await _direct.Bucket.Client.DeleteBucketAsync(_direct.Bucket.Name);

        AssertUnavailable(() => Store.CheckAsync(default));
    }

    private static void AssertUnavailable(Func<Task> action) =>
        Assert.That(Assert.ThrowsAsync<DependencyUnavailableException>(action)!.Dependency, Is.EqualTo(Dependency.Storage));

    private static string NewKey() => ObjectKeys.NewChunk(new WorkspaceId(Guid.NewGuid()), new ChatId(1), new ChatKey(1));

    private static byte[] NewContent()
    {
        var bytes = new byte[Length];
        new Random(3).NextBytes(bytes);
        return bytes;
    }
}
