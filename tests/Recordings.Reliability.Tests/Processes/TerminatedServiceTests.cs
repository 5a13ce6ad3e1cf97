using System.Net;
using System.Net.Sockets;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Processes;

/// <summary>
/// SIGTERM under load. Readiness turns to 503 while the service still accepts requests; open requests finish; the exit code is 0.
/// </summary>
internal sealed class TerminatedServiceTests
{
    private const int Clients = 6;
    private const string DrainSeconds = "3";
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Service_TerminatedUnderLoad_FailsNoRequest()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path).With("Shutdown:DrainSeconds", DrainSeconds);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);

        await StopAsync(service, workspace);
    }

    [Test]
    [RequiresServers]
    public async Task Service_TerminatedOnPostgresAndS3_FailsNoRequest()
    {
        await using var backends = await SharedBackends.CreateAsync();
        var (workspace, service) = await backends.StartWithWorkspaceAsync(backends.Settings.With("Shutdown:DrainSeconds", DrainSeconds));
        await using var disposal = service;

        await StopAsync(service, workspace);
    }

    private static async Task StopAsync(ServiceProcess service, TestWorkspace workspace)
    {
        using var client = workspace.CreateClient(service.Address);
        var history = new History();
        var isRunning = true;
        await client.OpenAsync(1);
        var load = Enumerable.Range(0, Clients)
            .Select(number => StoreTrackAsync(client, history, $"track-{number}", () => Volatile.Read(ref isRunning)))
            .ToArray();
        using var body = new PausedBody(new TestChunk(1, "paused", 0));
        var openRequest = client.PutAsync("1/tracks/paused/chunks/0?start_ms=0", body);
        await body.FirstHalfSent;
        await Polling.UntilAsync(() => history.AcknowledgedCount > Clients, StopTimeout, "chunks are acknowledged");

        service.Terminate();
        await Polling.UntilAsync(
            async () => await GetReadinessAsync(service) is HttpStatusCode.ServiceUnavailable, Drain, "readiness is 503");
        var whileNotReady = history.AcknowledgedCount;
        await Polling.UntilAsync(() => history.AcknowledgedCount > whileNotReady + Clients, Drain, "requests are still accepted");
        Volatile.Write(ref isRunning, false);
        var answers = (await Task.WhenAll(load)).SelectMany(answer => answer).ToList();
        await Polling.UntilAsync(() => IsClosedAsync(service), StopTimeout, "the listener is closed");
        body.Resume();
        using var last = await openRequest;
        var exitCode = await service.WaitForExitAsync(StopTimeout);

        var failed = answers.Count(answer => answer != HttpStatusCode.Created);
        await TestContext.Out.WriteLineAsync($"{answers.Count} requests around SIGTERM, {failed} failed; exit code {exitCode}.");
        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.Created));
        Assert.That(last.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(exitCode, Is.Zero);
    }

    private static async Task<IReadOnlyList<HttpStatusCode>> StoreTrackAsync(
        HttpClient client, History history, string track, Func<bool> isRunning)
    {
        var answers = new List<HttpStatusCode>();
        for (var sequence = 0; isRunning(); sequence++)
        {
            var chunk = new TestChunk(1, track, sequence);
            history.AddSent(chunk);
            using var answer = await client.StoreAsync(chunk);
            history.AddAcknowledged(chunk);
            answers.Add(answer.StatusCode);
        }

        return answers;
    }

    private static async Task<HttpStatusCode> GetReadinessAsync(ServiceProcess service)
    {
        using var client = new HttpClient();
        return (await client.GetAsync(new Uri(service.Address, "/health/ready"))).StatusCode;
    }

    private static async Task<bool> IsClosedAsync(ServiceProcess service)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(service.Address.Host, service.Address.Port);
            return false;
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
        {
            // A reset connection was in the queue while the listener closed: try again.
            return fault.SocketErrorCode is SocketError.ConnectionRefused;
        }
    }
}
