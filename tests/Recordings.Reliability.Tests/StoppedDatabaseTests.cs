using System.Net;
using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>The PostgreSQL server itself is stopped, or crashes, under capture.</summary>
[NeedsServers]
[NeedsPostgresPrograms]
internal sealed class StoppedDatabaseTests
{
    private const string DatabaseAway = "503 database_unavailable";

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private PostgresServer _server = null!;
    private SharedBackends _backends = null!;
    private ServiceProcess _service = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = new PostgresServer();
        _backends = await SharedBackends.CreateAsync(_server.ConnectionString);
        (var tenant, _service) = await _backends.StartWithTenantAsync(_backends.Settings.With(
            "ConnectionStrings:Recordings", $"{_backends.Database.ConnectionString()};Timeout=1;Command Timeout=2;Cancellation Timeout=200"));
        _client = tenant.CreateClient(_service.Address);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
        await _backends.DisposeAsync();
        _server.Dispose();
    }

    [TearDown]
    public void Resume() => _server.Resume();

    [Test]
    public async Task Capture_DatabaseStopped_IsRefusedAndRecovers()
    {
        var (history, load, speaking, end) = await SpeakAsync(1);

        _server.Suspend();
        await Until.TrueAsync(() => load.Refused >= 6, Patience, "the stop is felt");
        var readiness = await Readiness.AskAsync(_service);
        var audio = await _client.GetAudioAsync(1);
        _server.Resume();

        await AssertKeptAsync("Stopped", history, load, speaking, end);
        Assert.That(readiness, Is.EqualTo(new Readiness(HttpStatusCode.ServiceUnavailable, Database: false, Storage: true)));
        Assert.That(await Verdicts.RefusalAsync(audio), Is.EqualTo(DatabaseAway));
    }

    [Test]
    public async Task Capture_DatabaseCrashes_LosesNothing()
    {
        var (history, load, speaking, end) = await SpeakAsync(2);

        _server.Crash();
        await Until.TrueAsync(() => _server.HasCrashed, Patience, "the server has noticed");

        await AssertKeptAsync("Crashed", history, load, speaking, end);
    }

    private async Task<(History History, InsistentLoad Load, Task Speaking, Action End)> SpeakAsync(long chat)
    {
        var (history, goesOn) = (new History(), true);
        var load = new InsistentLoad(_client, history);
        using var opened = await _client.OpenAsync(chat);
        var speaking = load.RunAsync(chat, () => Volatile.Read(ref goesOn));
        await Until.TrueAsync(() => history.AcknowledgedCount > 20, Patience, "chunks are acknowledged");
        return (history, load, speaking, () => Volatile.Write(ref goesOn, false));
    }

    private async Task AssertKeptAsync(string fault, History history, InsistentLoad load, Task speaking, Action end)
    {
        var acknowledged = history.AcknowledgedCount;
        var recovered = await Until.TrueAsync(() => history.AcknowledgedCount > acknowledged + 20, Recovery, "chunks are taken again");
        end();
        await speaking;
        var findings = await new HistoryChecker(_client).CheckAsync(history);

        await TestContext.Out.WriteLineAsync(
            $"{fault}: {string.Join(", ", load.Refusals.Select(one => $"{one.Value} x {one.Key}"))}; back after {recovered.TotalMilliseconds:0} ms. {findings}");
        Assert.That(load.Refusals.Keys, Is.All.EqualTo(DatabaseAway));
        Assert.That(findings.Broken, Is.Empty);
        Assert.That((await Readiness.AskAsync(_service)).Status, Is.EqualTo(HttpStatusCode.OK));
    }
}
