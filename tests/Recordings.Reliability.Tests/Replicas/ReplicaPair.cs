using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Replicas;

/// <summary>
/// Two replicas over one database and one bucket. The holder takes the lock of an assembly; a test then suspends or kills it.
/// The holder reaches the bucket through a proxy, the other replica reaches the database through a proxy. Each fixture has one pair,
/// because its start takes seconds; each test has its own call.
/// </summary>
internal sealed class ReplicaPair : IAsyncDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private const string HeldLocks = """
        FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted
        """;

    private readonly SharedBackends _backends;
    private readonly ServiceProcess _other;
    private long _lastChat;

    private ReplicaPair(
        SharedBackends backends, TcpProxy store, TcpProxy database, ServiceProcess holder, ServiceProcess other, TestWorkspace workspace)
    {
        (_backends, Store, Database, Holder, _other) = (backends, store, database, holder, other);
        (HolderClient, Client) = (workspace.CreateClient(holder.Address), workspace.CreateClient(other.Address));
    }

    /// <summary>The proxy between the holder and the bucket.</summary>
    public TcpProxy Store { get; }

    /// <summary>The proxy between the other replica and the database.</summary>
    public TcpProxy Database { get; }

    public ServiceProcess Holder { get; }

    public HttpClient HolderClient { get; }

    /// <summary>A client of the other replica.</summary>
    public HttpClient Client { get; }

    public SharedBucket Bucket => _backends.Bucket;

    public static async Task<ReplicaPair> StartAsync()
    {
        var backends = await SharedBackends.CreateAsync();
        var (store, database) = (new TcpProxy(backends.Bucket.Address), new TcpProxy(backends.Database.Address));
        var connection = backends.Database.ConnectionString(database.Address);

        // With MaxSilentHours=0 a call with a silence is not assembled in the background: a request starts its assembly.
        var settings = backends.Settings
            .With("Capture:MaxSilentHours", "0")
            .With("Assembly:AtOnce", "2")
            .With("Downloads:MaxWaitSeconds", "1");
        var (workspace, holder) = await backends.StartWithWorkspaceAsync(
            settings.With("Storage:S3:Endpoint", store.Address.ToString()).With("Downloads:MaxWaitSeconds", "60"));
        var other = await backends.StartAsync(settings.With(
            "ConnectionStrings:Recordings", $"{connection};Command Timeout=2;Cancellation Timeout=200"));
        return new ReplicaPair(backends, store, database, holder, other, workspace);
    }

    /// <summary>Ends the outage of an earlier test and resumes or restarts the holder.</summary>
    public async Task RestoreAsync()
    {
        Store.Set(new Outage.None());
        if (Holder.IsAlive)
            Holder.Resume();
        else
            await Holder.StartAsync();
    }

    public TestCall NewShortCall() => TestCall.Short(++_lastChat);

    /// <summary>A call without a silence, which a replica assembles in the background when it is completed.</summary>
    public TestCall NewBackgroundCall() => TestCall.Dense(++_lastChat, 1, 1000);

    public async Task<TestCall> CaptureLongAsync()
    {
        var call = TestCall.Long(++_lastChat);
        await call.CaptureAsync(Client);
        return call;
    }

    /// <summary>Starts an assembly in the holder. Returns when the holder has the lock and the outage blocks it.</summary>
    /// <param name="outage">Null to keep the current outage.</param>
    /// <returns>The outcome of the request, later.</returns>
    public async Task<Task<string>> StartAssemblyAsync(TestCall call, Outage? outage = null)
    {
        if (outage is not null)
            Store.Set(outage);
        var request = HolderClient.FollowLinkAsync(call);
        await Polling.UntilAsync(
            async () => outage is Outage.BlackHole
                ? await CountLocksAsync() == 1 && Store.Accepted > 0
                : await Bucket.CountOpenUploadsAsync(call.Chat) == 1,
            Timeout,
            "the assembly is in progress");
        return request;
    }

    /// <summary>Suspends the holder and ends its lock's connection, as the server does if the holder's machine does not answer.</summary>
    public async Task LoseLockAsync()
    {
        Holder.Suspend();
        Assert.That(await _backends.Database.CountAsync($"SELECT count(pg_terminate_backend(l.pid)) {HeldLocks}"), Is.EqualTo(1));
        await Polling.UntilAsync(async () => await CountLocksAsync() == 0, Timeout, "the lock is free");
    }

    /// <summary>Ends the outage, resumes the holder and waits until its upload has ended.</summary>
    public async Task ResumeHolderAsync(TestCall call)
    {
        Store.Set(new Outage.None());
        Holder.Resume();
        await Polling.UntilAsync(async () => await Bucket.CountOpenUploadsAsync(call.Chat) == 0, Timeout, "the upload has ended");
    }

    /// <summary>Waits until the other replica gives a correct link.</summary>
    public Task<TimeSpan> UntilAssembledAsync(TestCall call, string description) =>
        Polling.UntilAsync(async () => await Client.FollowLinkAsync(call) == Outcome.Correct, Timeout, description);

    public Task<long> CountLocksAsync() => _backends.Database.CountAsync($"SELECT count(*) {HeldLocks}");

    /// <summary>The number of the call's objects that are recorded for deletion.</summary>
    public Task<long> CountGarbageAsync(TestCall call) =>
        _backends.Database.CountAsync($"SELECT count(*) FROM garbage WHERE chat_id = {call.Chat}");

    /// <summary>Checks that the bucket has one file of the call, with the expected bytes.</summary>
    public async Task AssertOneFileAsync(TestCall call)
    {
        var recordings = await Bucket.FindRecordingsAsync(call.Chat);
        Assert.That(recordings, Has.Count.EqualTo(1));
        Assert.That(ExpectedRecording.Hash(await Bucket.ReadAsync(recordings[0])), Is.EqualTo(call.Hash));
    }

    /// <summary>Checks that the database has one file of the call that is not superseded, of its current version.</summary>
    public async Task AssertOneFileRowAsync(TestCall call)
    {
        var files = $"FROM files f JOIN chats c ON c.id = f.chat WHERE c.chat_id = {call.Chat} AND NOT f.superseded";
        Assert.That(await _backends.Database.CountAsync($"SELECT count(*) {files}"), Is.EqualTo(1));
        var hash = await _backends.Database.QueryAsync($"SELECT encode(f.checksum, 'hex') {files} AND c.fingerprint = f.fingerprint");
        Assert.That(hash, Is.EqualTo(call.Hash));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        HolderClient.Dispose();
        await Holder.DisposeAsync();
        await _other.DisposeAsync();
        await Store.DisposeAsync();
        await Database.DisposeAsync();
        await _backends.DisposeAsync();
    }
}
