using System.Net;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Backends;

/// <summary>The PostgreSQL server is suspended, or crashes, during capture.</summary>
[RequiresServers]
[RequiresPostgresPrograms]
internal sealed class DatabaseServerFaultTests
{
    private const string DatabaseUnavailable = "503 database_unavailable";

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private PostgresServer _server = null!;
    private SharedBackends _backends = null!;
    private ServiceProcess _service = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = new PostgresServer();
        _backends = await SharedBackends.CreateAsync(_server.ConnectionString);
        var connection = $"{_backends.Database.ConnectionString()};Timeout=1;Command Timeout=2;Cancellation Timeout=200";
        (var workspace, _service) = await _backends.StartWithWorkspaceAsync(
            _backends.Settings.With("ConnectionStrings:Recordings", connection));
        _client = workspace.CreateClient(_service.Address);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
        await _backends.DisposeAsync();
        _server.Dispose();
    }

    [TearDown]
    public void Resume() => _server.Resume();

    [Test]
    public async Task Capture_DatabaseServerSuspended_FailsAndRecovers()
    {
        var (history, load, capturing, stop) = await StartCaptureAsync(1);

        _server.Suspend();
        await Polling.UntilAsync(() => load.FailureCount >= 6, Timeout, "the outage has an effect");
        var readiness = await Readiness.GetAsync(_service);
        var audio = await _client.GetAudioAsync(1);
        _server.Resume();

        await AssertRecoveryAsync("Suspended", history, load, capturing, stop);
        Assert.That(readiness, Is.EqualTo(new Readiness(HttpStatusCode.ServiceUnavailable, Database: false, Storage: true)));
        Assert.That(await Outcome.DescribeFailureAsync(audio), Is.EqualTo(DatabaseUnavailable));
    }

    [Test]
    public async Task Capture_DatabaseServerCrashes_LosesNothing()
    {
        var (history, load, capturing, stop) = await StartCaptureAsync(2);

        _server.Crash();
        await Polling.UntilAsync(() => _server.HasCrashed, Timeout, "the server's log reports the crash");

        await AssertRecoveryAsync("Crashed", history, load, capturing, stop);
    }

    private async Task<(History History, RetryingLoad Load, Task Capturing, Action Stop)> StartCaptureAsync(long chat)
    {
        var (history, isRunning) = (new History(), true);
        var load = new RetryingLoad(_client, history);
        using var opened = await _client.OpenAsync(chat);
        var capturing = load.RunAsync(chat, () => Volatile.Read(ref isRunning));
        await Polling.UntilAsync(() => history.AcknowledgedCount > 20, Timeout, "chunks are acknowledged");
        return (history, load, capturing, () => Volatile.Write(ref isRunning, false));
    }

    private async Task AssertRecoveryAsync(string fault, History history, RetryingLoad load, Task capturing, Action stop)
    {
        var acknowledged = history.AcknowledgedCount;
        var recovered = await Polling.UntilAsync(
            () => history.AcknowledgedCount > acknowledged + 20, Recovery, "chunks are accepted again");
        stop();
        await capturing;
        var result = await new HistoryChecker(_client).CheckAsync(history);

        await TestContext.Out.WriteLineAsync(
            $"{fault}: {load.DescribeFailures()}; recovered after {recovered.TotalMilliseconds:0} ms. {result}");
        Assert.That(load.Failures.Keys, Is.All.EqualTo(DatabaseUnavailable));
        Assert.That(result.Violations, Is.Empty);
        Assert.That((await Readiness.GetAsync(_service)).Status, Is.EqualTo(HttpStatusCode.OK));
    }
}
