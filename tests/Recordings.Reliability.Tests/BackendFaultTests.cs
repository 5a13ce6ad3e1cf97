using System.Collections.Concurrent;
using System.Net;
using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>
/// The network between the service and its bucket, or its database, fails in every way and at many bytes, while calls are
/// heard, linked and captured. Right bytes, a clear refusal, or a connection that breaks once bytes flowed; then everything
/// works again by itself, and nothing was kept that the fault had a hand in.
/// </summary>
[NeedsServers]
internal sealed class BackendFaultTests
{
    private const string StorageAway = "503 storage_unavailable";
    private const string DatabaseAway = "503 database_unavailable";

    /// <summary>Where a request has good chances at its next attempt, clients are hardly ever refused: broken connections tell.</summary>
    private const int BrokenEnough = 20;

    /// <summary>16 MB: a paused listener's connection takes up to 4 MB in the kernel, and the service reads a few windows ahead.</summary>
    private const int LargeChunks = 16;
    private const int LargeFrames = 500_000;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, int> _verdicts = new();
    private readonly History _history = new();
    private SharedBackends _backends = null!;
    private TcpProxy _store = null!;
    private TcpProxy _database = null!;
    private ServiceProcess _service = null!;
    private HttpClient _client = null!;
    private SpokenCall _live = null!;
    private SpokenCall _cached = null!;
    private TimeSpan _slowestRecovery;
    private long _lastChat;
    private int _lastSequence;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _backends = await SharedBackends.CreateAsync();
        _store = new TcpProxy(_backends.Bucket.Address);
        _database = new TcpProxy(_backends.Database.Address);
        // Less patience with backends than is usual, so that a silence is soon told from an answer. No assembly but when asked for.
        (var tenant, _service) = await _backends.StartWithTenantAsync(_backends.Settings
            .With("Storage:S3:Endpoint", _store.Address.ToString())
            .With("Storage:S3:Timeout", "00:00:02")
            .With("ConnectionStrings:Recordings", $"{_backends.Database.ConnectionString(_database.Address)};Timeout=2;Command Timeout=2;Cancellation Timeout=200")
            .With("Capture:MaxSilentHours", "0"));
        _client = tenant.CreateClient(_service.Address);
        (_live, _cached) = (SpokenCall.Dense(++_lastChat, LargeChunks, LargeFrames), SpokenCall.Dense(++_lastChat, LargeChunks, LargeFrames));
        await _live.CaptureAsync(_client);
        await _cached.CaptureAsync(_client);
        await Until.TrueAsync(async () => await _client.LinkAsync(_cached) == Verdicts.Whole, Patience, "one call is assembled");
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        await TestContext.Progress.WriteLineAsync(
            $"Backends failing: {string.Join(", ", _verdicts.OrderBy(one => one.Key).Select(one => $"{one.Value} x {one.Key}"))}; back within {_slowestRecovery.TotalMilliseconds:0} ms.");
        _client.Dispose();
        await _service.DisposeAsync();
        await _store.DisposeAsync();
        await _database.DisposeAsync();
        await _backends.DisposeAsync();
    }

    [TearDown]
    public void Mend()
    {
        _store.Set(new Outage.None());
        _database.Set(new Outage.None());
    }

    private static IEnumerable<TestCaseData> StoreOutages() =>
    [
        Case("away", new Outage.Away()),
        Case("black hole", new Outage.BlackHole()),
        Case("503", new Outage.Says("HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
        Case("reset before it answers", new Outage.CutAfter(0, Reset: true)),
        Case("ends in the headers", new Outage.CutAfter(100, Reset: false)),
        Case("reset after the headers", new Outage.CutAfter(700, Reset: true)),
        Case("ends after 5,000 bytes", new Outage.CutAfter(5_000, Reset: false)),
        Case("reset after 70,000 bytes", new Outage.CutAfter(70_000, Reset: true)),
        Case("ends after 300,000 bytes", new Outage.CutAfter(300_000, Reset: false)),
        Case("reset when asked", new Outage.CutRequestsAfter(0)),
        Case("reset within a chunk's upload", new Outage.CutRequestsAfter(20_000)),
        Case("reset within a part's upload", new Outage.CutRequestsAfter(5_000_000)),
        Case("too slow", new Outage.Slow(TimeSpan.FromMilliseconds(100), PieceBytes: 10)),
        Case("slow", new Outage.Slow(TimeSpan.FromMilliseconds(2), PieceBytes: 64 * 1024)),
    ];

    private static IEnumerable<TestCaseData> DatabaseOutages() =>
    [
        Case("away", new Outage.Away()),
        Case("black hole", new Outage.BlackHole()),
        Case("too many connections", new Outage.Says("E\0\0\0\u0019SFATAL\0C53300\0Mfull\0\0")),
        Case("reset before it answers", new Outage.CutAfter(0, Reset: true)),
        Case("ends in the greeting", new Outage.CutAfter(5, Reset: false)),
        Case("ends after 500 bytes", new Outage.CutAfter(500, Reset: false)),
        Case("reset after 900 bytes", new Outage.CutAfter(900, Reset: true)),
        Case("reset after 2,000 bytes", new Outage.CutAfter(2_000, Reset: true)),
        Case("reset when asked", new Outage.CutRequestsAfter(0)),
        Case("reset after 300 bytes of requests", new Outage.CutRequestsAfter(300)),
        Case("reset after 1,000 bytes of requests", new Outage.CutRequestsAfter(1_000)),
        Case("hangs after 1,200 bytes of requests", new Outage.StallRequestsAfter(1_200)),
        Case("slow", new Outage.Slow(TimeSpan.FromMilliseconds(20), PieceBytes: 100)),
    ];

    private static TestCaseData Case(string name, Outage outage) => new TestCaseData(outage).SetArgDisplayNames(name);

    [TestCaseSource(nameof(StoreOutages))]
    public async Task Service_StoreFails_RightBytesOrClearlyNone(object outage)
    {
        var verdicts = await FailAsync(_store, (Outage)outage, SpokenCall.Long(++_lastChat));

        Assert.That(verdicts.FromStart, Is.All.AnyOf(Verdicts.Whole, StorageAway, Verdicts.Broken));
        Assert.That(verdicts.Writing, Is.All.AnyOf(Verdicts.Whole, StorageAway));
        Assert.That(verdicts.UnderWay, Is.All.AnyOf(Verdicts.Whole, Verdicts.Broken));
        if (IsTotal((Outage)outage))
        {
            Assert.That(verdicts.FromStart.Concat(verdicts.Writing), Is.All.EqualTo(StorageAway));
            Assert.That(verdicts.UnderWay, Is.All.EqualTo(Verdicts.Broken));
            Assert.That(verdicts.Readiness, Is.EqualTo(new Readiness(HttpStatusCode.ServiceUnavailable, Database: true, Storage: false)));
        }
    }

    [TestCaseSource(nameof(DatabaseOutages))]
    public async Task Service_DatabaseFails_RightBytesOrClearlyNone(object outage)
    {
        var verdicts = await FailAsync(_database, (Outage)outage, SpokenCall.Short(++_lastChat));

        Assert.That(verdicts.FromStart.Concat(verdicts.Writing), Is.All.AnyOf(Verdicts.Whole, DatabaseAway));
        Assert.That(verdicts.UnderWay, Is.All.EqualTo(Verdicts.Whole), "Who hears already needs no database.");
        if (IsTotal((Outage)outage))
        {
            Assert.That(verdicts.FromStart.Concat(verdicts.Writing), Is.All.EqualTo(DatabaseAway));
            Assert.That(verdicts.Readiness, Is.EqualTo(new Readiness(HttpStatusCode.ServiceUnavailable, Database: false, Storage: true)));
        }
    }

    [Test]
    public async Task Capture_BothBackendsFailAgainAndAgain_LosesNothingAndStoresNothingTwice()
    {
        var (history, chat, goesOn, faults) = (new History(), ++_lastChat, true, 0);
        using var opened = await _client.OpenAsync(chat);
        var load = new InsistentLoad(_client, history);
        var speaking = load.RunAsync(chat, () => Volatile.Read(ref goesOn));
        foreach (var (proxy, outage) in Cuts())
        {
            var refused = load.Refused;
            proxy.Set(outage);
            await Until.TrueAsync(() => load.Refused > refused + 3 || proxy.Broken > BrokenEnough, Patience, $"{outage} is felt");
            proxy.Set(new Outage.None());
            var acknowledged = history.AcknowledgedCount;
            await Until.TrueAsync(() => history.AcknowledgedCount > acknowledged + 6, Recovery, "chunks are taken again");
            faults++;
        }

        Volatile.Write(ref goesOn, false);
        await speaking;
        var rows = await _backends.Database.CountAsync($"SELECT count(*) FROM chunks k JOIN chats c ON c.id = k.chat WHERE c.chat_id = {chat}");
        var findings = await new HistoryChecker(_client).CheckAsync(history);

        await TestContext.Out.WriteLineAsync(
            $"{faults} faults, {string.Join(", ", load.Refusals.Select(one => $"{one.Value} x {one.Key}"))}. {findings}");
        Assert.That(load.Refusals.Keys, Is.All.AnyOf(StorageAway, DatabaseAway));
        Assert.That(findings.Broken, Is.Empty);
        Assert.That(rows, Is.EqualTo(history.AcknowledgedCount));
    }

    /// <summary>A chunk takes about 1,000 bytes of an answer from each backend, so that each of these falls into one or another of its steps.</summary>
    private IEnumerable<(TcpProxy Proxy, Outage Outage)> Cuts() =>
    [
        (_store, new Outage.Away()),
        (_database, new Outage.Away()),
        (_store, new Outage.BlackHole()),
        (_database, new Outage.BlackHole()),
        .. ((long[])[0, 200, 400]).Select(bytes => (_store, (Outage)new Outage.CutAfter(bytes, Reset: bytes > 0))),
        .. ((long[])[0, 700, 1_500]).Select(bytes => (_store, (Outage)new Outage.CutRequestsAfter(bytes))),
        .. ((long[])[350, 450, 600, 800]).Select(bytes => (_database, (Outage)new Outage.CutAfter(bytes, Reset: bytes % 100 == 0))),
        .. ((long[])[200, 400, 800, 1_200]).Select(bytes => (_database, (Outage)new Outage.CutRequestsAfter(bytes))),
    ];

    /// <summary>Nothing comes through at all.</summary>
    private static bool IsTotal(Outage outage) =>
        outage is Outage.Away or Outage.BlackHole or Outage.Says or Outage.CutAfter { Bytes: < 100 } or Outage.CutRequestsAfter { Bytes: 0 };

    private async Task<(string[] UnderWay, string[] FromStart, string[] Writing, Readiness Readiness)> FailAsync(TcpProxy proxy, Outage outage, SpokenCall fresh)
    {
        await fresh.CaptureAsync(_client);
        var chunk = new SpokenChunk(_live.Chat + 100_000, "caller", ++_lastSequence, Frames: 50_000);
        using var opened = await _client.OpenAsync(chunk.Chat);
        var (begun, failing) = (new CountdownEvent(2), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var underWay = new[] { _live, _cached }.Select(call => _client.HearAsync(call, () => Hold(begun, failing.Task))).ToArray();
        var heard = await Task.Run(() => begun.Wait(Patience));

        proxy.Set(outage);
        failing.SetResult();
        Assert.That(heard, Is.True, $"Both can be heard before: {string.Join(", ", heard ? [] : await Task.WhenAll(underWay))}");
        var reading = Task.WhenAll(_client.HearAsync(_live), _client.HearAsync(_cached));
        var writing = Task.WhenAll(_client.LinkAsync(fresh), _client.SpeakAsync(chunk, _history));
        var readiness = await Readiness.AskAsync(_service);
        var verdicts = (await Task.WhenAll(underWay), await reading, await writing, readiness);

        proxy.Set(new Outage.None());
        var recovered = await Until.TrueAsync(() => WorksAsync(fresh, chunk), Recovery, "everything works again");
        _slowestRecovery = recovered > _slowestRecovery ? recovered : _slowestRecovery;
        foreach (var verdict in verdicts.Item1.Concat(verdicts.Item2).Concat(verdicts.Item3))
            _verdicts.AddOrUpdate(verdict, 1, (_, count) => count + 1);
        return verdicts;
    }

    private static void Hold(CountdownEvent begun, Task until)
    {
        begun.Signal();
        until.Wait();
    }

    private async Task<bool> WorksAsync(SpokenCall fresh, SpokenChunk chunk)
    {
        string[] verdicts = [
            await _client.LinkAsync(fresh), await _client.HearAsync(fresh), await _client.SpeakAsync(chunk, _history),
            await _client.HearAsync(_live), await _client.HearAsync(_cached)];
        return verdicts.All(verdict => verdict == Verdicts.Whole) && (await Readiness.AskAsync(_service)).Status is HttpStatusCode.OK;
    }
}
