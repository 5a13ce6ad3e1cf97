using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>
/// A replica goes away, or stands still, in the middle of an assembly. The lock it holds ends with its connection; whoever
/// waits for it waits for a bounded time; and one that comes back later than its lock changes nothing.
/// </summary>
[NeedsServers]
internal sealed class LostReplicaTests
{
    private const string HeldLocks = """
        FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private SharedBackends _backends = null!;
    private TcpProxy _proxy = null!;
    private TcpProxy _database = null!;
    private ServiceProcess _lost = null!;
    private ServiceProcess _other = null!;
    private HttpClient _lostClient = null!;
    private HttpClient _client = null!;
    private long _lastChat;

    [OneTimeSetUp]
    public async Task StartReplicasAsync()
    {
        _backends = await SharedBackends.CreateAsync();
        (_proxy, _database) = (new TcpProxy(_backends.Bucket.Address), new TcpProxy(_backends.Database.Address));
        // Calls with any silence are not assembled in the background, so that a request is the first to ask.
        var settings = _backends.Settings.With("Capture:MaxSilentHours", "0").With("Assembly:AtOnce", "2").With("Downloads:MaxWaitSeconds", "1");
        (var tenant, _lost) = await _backends.StartWithTenantAsync(
            settings.With("Storage:S3:Endpoint", _proxy.Address.ToString()).With("Downloads:MaxWaitSeconds", "60"));
        _other = await _backends.StartAsync(settings.With(
            "ConnectionStrings:Recordings", $"{_backends.Database.ConnectionString(_database.Address)};Command Timeout=2;Cancellation Timeout=200"));
        (_lostClient, _client) = (tenant.CreateClient(_lost.Address), tenant.CreateClient(_other.Address));
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        _client.Dispose();
        _lostClient.Dispose();
        await _lost.DisposeAsync();
        await _other.DisposeAsync();
        await _proxy.DisposeAsync();
        await _database.DisposeAsync();
        await _backends.DisposeAsync();
    }

    [SetUp]
    public async Task BringBackAsync()
    {
        _proxy.Set(new Outage.None());
        if (_lost.IsAlive)
            _lost.Resume();
        else
            await _lost.StartAsync();
    }

    private static IEnumerable<TestCaseData> Moments() =>
    [
        new TestCaseData(new Outage.BlackHole()).SetArgDisplayNames("reading chunks"),
        new TestCaseData(new Outage.StallRequestsAfter(1_000_000)).SetArgDisplayNames("uploading parts"),
    ];

    [TestCaseSource(nameof(Moments))]
    public async Task DownloadUrl_AssemblingReplicaKilled_IsAssembledByAnother(object moment)
    {
        var call = await CaptureLongAsync();
        var lost = await BeginAsync(call, (Outage)moment);
        Assert.That(await _client.LinkAsync(call), Is.EqualTo("503 assembly_in_progress"));

        await _lost.KillAsync();

        var taken = await UntilWholeAsync(call, "another replica assembles the call");
        await TestContext.Out.WriteLineAsync($"Killed while it assembled: another replica had done it {taken.TotalMilliseconds:0} ms later.");
        Assert.That(await lost, Is.EqualTo(Verdicts.Broken));
        await AssertOneRecordingAsync(call);
    }

    [Test]
    public async Task DownloadUrl_WaitersConnectionForgottenByTheNetwork_IsAssembledNevertheless()
    {
        var call = await CaptureLongAsync();
        await BeginAsync(call, new Outage.StallRequestsAfter(1_000_000));
        Assert.That(await _client.LinkAsync(call), Is.EqualTo("503 assembly_in_progress"));
        _database.ForgetConnections();

        await LoseLockAsync();

        await UntilWholeAsync(call, "the waiting replica asks on another connection");
        await AssertOneRecordingAsync(call);
    }

    [Test]
    public async Task DownloadUrl_AssemblingReplicaStopped_WaitsBoundedAndOtherCallsAreAssembled()
    {
        SpokenCall[] stuck = [await CaptureLongAsync(), await CaptureLongAsync()];
        var free = SpokenCall.Short(++_lastChat);
        await free.CaptureAsync(_client);
        Task<string>[] begun = [await BeginAsync(stuck[0], new Outage.StallRequestsAfter(1_000_000)), await BeginAsync(stuck[1])];
        _lost.Suspend();

        var waited = await Task.WhenAll(stuck.Select(_client.LinkAsync));
        var other = await _client.LinkAsync(free);
        _proxy.Set(new Outage.None());
        _lost.Resume();

        Assert.That(waited, Is.All.EqualTo("503 assembly_in_progress"));
        Assert.That(other, Is.EqualTo(Verdicts.Whole), "As many others as it can assemble at once are waited for.");
        Assert.That(await Task.WhenAll(begun), Is.All.EqualTo(Verdicts.Whole));
        foreach (var call in stuck)
        {
            Assert.That(await _client.LinkAsync(call), Is.EqualTo(Verdicts.Whole));
            Assert.That(await _backends.Bucket.CountAssembliesAsync(call.Chat), Is.EqualTo(1));
            await AssertOneRecordingAsync(call);
        }
    }

    [Test]
    public async Task BackgroundAssembly_AnotherReplicaStopped_GoesOnWithOtherCalls()
    {
        var (stuck, next) = (SpokenCall.Dense(++_lastChat, 1, 1000), SpokenCall.Dense(++_lastChat, 1, 1000));
        await stuck.StoreAsync(_client);
        _proxy.Set(new Outage.BlackHole());
        using var completed = await _lostClient.CompleteAsync(stuck.Chat);
        await Until.TrueAsync(async () => await CountLocksAsync() == 1, Patience, "the assembly is underway");
        _lost.Suspend();

        await next.CaptureAsync(_client);

        var taken = await Until.TrueAsync(async () => (await _backends.Bucket.FindRecordingsAsync(next.Chat)).Count == 1, Patience, "the next call is assembled");
        await TestContext.Out.WriteLineAsync($"Behind a call that a stopped replica holds: assembled after {taken.TotalMilliseconds:0} ms.");
        await ContinueAsync(stuck);
        await UntilWholeAsync(stuck, "the stopped replica goes on");
    }

    [Test]
    public async Task Assembly_StoppedReplicaContinuesAfterItsLockWasLost_ChangesNothing()
    {
        var call = await CaptureLongAsync();
        var begun = await BeginAsync(call, new Outage.StallRequestsAfter(1_000_000));
        await LoseLockAsync();
        await UntilWholeAsync(call, "another replica assembles the call");

        await ContinueAsync(call);

        Assert.That(await begun, Is.EqualTo(Verdicts.Whole));
        Assert.That(await _client.LinkAsync(call), Is.EqualTo(Verdicts.Whole));
        Assert.That(await CountGarbageAsync(call), Is.Zero);
        await AssertOneRecordingAsync(call);
        await AssertRowAsync(call);
    }

    [Test]
    public async Task Assembly_StoppedReplicaContinuesAfterALateChunk_LeavesTheNewerRecording()
    {
        var call = await CaptureLongAsync();
        var begun = await BeginAsync(call, new Outage.StallRequestsAfter(1_000_000));
        await LoseLockAsync();
        var late = call.With(new SpokenChunk(call.Chat, "agent", 0));
        using var stored = await _client.StoreAsync(late.Chunks[^1]);
        await UntilWholeAsync(late, "another replica assembles the call with its late chunk");

        await ContinueAsync(call);

        // The request asked before the chunk came: the file it waited for is an older version, and whole.
        Assert.That(await begun, Is.EqualTo(Verdicts.Whole));
        Assert.That(await Task.WhenAll(_client.LinkAsync(late), _lostClient.LinkAsync(late)), Is.All.EqualTo(Verdicts.Whole));
        Assert.That(await CountGarbageAsync(call), Is.EqualTo(1), "The older version goes when its links have expired.");
        await AssertRowAsync(late);
    }

    [Test]
    public async Task Assembly_StoppedReplicaContinuesAfterTheCallWasDeleted_LeavesNoObject()
    {
        var call = await CaptureLongAsync();
        var begun = await BeginAsync(call, new Outage.StallRequestsAfter(1_000_000));
        _lost.Suspend();
        using var deleted = await _client.DeleteAsync($"{call.Chat}");
        deleted.EnsureSuccessStatusCode();

        await ContinueAsync(call);

        Assert.That(await begun, Is.EqualTo("404 chat_not_found"));
        Assert.That(await _backends.Bucket.FindRecordingsAsync(call.Chat), Is.Empty);
    }

    private async Task<SpokenCall> CaptureLongAsync()
    {
        var call = SpokenCall.Long(++_lastChat);
        await call.CaptureAsync(_client);
        return call;
    }

    /// <summary>Asks the replica that will be lost, and returns once it holds the lock and hangs in what the outage allows.</summary>
    private async Task<Task<string>> BeginAsync(SpokenCall call, Outage? outage = null)
    {
        if (outage is not null)
            _proxy.Set(outage);
        var asked = _lostClient.LinkAsync(call);
        await Until.TrueAsync(
            async () => outage is Outage.BlackHole
                ? await CountLocksAsync() == 1 && _proxy.Accepted > 0
                : await _backends.Bucket.CountUploadsUnderwayAsync(call.Chat) == 1,
            Patience,
            "the assembly is underway");
        return asked;
    }

    /// <summary>As when the server finds that the holder's machine does not answer.</summary>
    private async Task LoseLockAsync()
    {
        _lost.Suspend();
        Assert.That(await _backends.Database.CountAsync($"SELECT count(pg_terminate_backend(l.pid)) {HeldLocks}"), Is.EqualTo(1));
        await Until.TrueAsync(async () => await CountLocksAsync() == 0, Patience, "the lock is free");
    }

    private async Task ContinueAsync(SpokenCall call)
    {
        _proxy.Set(new Outage.None());
        _lost.Resume();
        await Until.TrueAsync(async () => await _backends.Bucket.CountUploadsUnderwayAsync(call.Chat) == 0, Patience, "what was underway has ended");
    }

    private Task<TimeSpan> UntilWholeAsync(SpokenCall call, string what) =>
        Until.TrueAsync(async () => await _client.LinkAsync(call) == Verdicts.Whole, Patience, what);

    private Task<long> CountLocksAsync() => _backends.Database.CountAsync($"SELECT count(*) {HeldLocks}");

    private Task<long> CountGarbageAsync(SpokenCall call) =>
        _backends.Database.CountAsync($"SELECT count(*) FROM garbage WHERE chat_id = {call.Chat}");

    private async Task AssertOneRecordingAsync(SpokenCall call)
    {
        var recordings = await _backends.Bucket.FindRecordingsAsync(call.Chat);
        Assert.That(recordings, Has.Count.EqualTo(1));
        Assert.That(ExpectedRecording.HashOf(await _backends.Bucket.ReadAsync(recordings[0])), Is.EqualTo(call.Hash));
    }

    /// <summary>One file, and it is of the call as it is now.</summary>
    private async Task AssertRowAsync(SpokenCall call)
    {
        var files = $"FROM files f JOIN chats c ON c.id = f.chat WHERE c.chat_id = {call.Chat}";
        Assert.That(await _backends.Database.CountAsync($"SELECT count(*) {files}"), Is.EqualTo(1));
        Assert.That(await _backends.Database.AskAsync($"SELECT encode(f.checksum, 'hex') {files} AND c.fingerprint = f.fingerprint"), Is.EqualTo(call.Hash));
    }
}
