using System.Net;
using System.Net.Sockets;
using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>SIGTERM under load: readiness turns red while requests are still taken, those underway finish, the exit code is 0.</summary>
internal sealed class StoppedServiceTests
{
    private const int Clients = 6;
    private const string DrainSeconds = "3";
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Service_ToldToStopUnderLoad_FailsNoRequest()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path).With("Shutdown:DrainSeconds", DrainSeconds);
        var tenant = await Tenant.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings);

        await StopAsync(service, tenant);
    }

    [Test]
    [NeedsServers]
    public async Task Service_ToldToStopOverDatabaseAndBucket_FailsNoRequest()
    {
        await using var backends = await SharedBackends.CreateAsync();
        var (tenant, service) = await backends.StartWithTenantAsync(backends.Settings.With("Shutdown:DrainSeconds", DrainSeconds));
        await using var ending = service;

        await StopAsync(service, tenant);
    }

    private static async Task StopAsync(ServiceProcess service, Tenant tenant)
    {
        using var client = tenant.CreateClient(service.Address);
        var history = new History();
        var ready = true;
        await client.OpenAsync(1);
        var load = Enumerable.Range(0, Clients).Select(number => SpeakAsync(client, history, $"track-{number}", () => Volatile.Read(ref ready))).ToArray();
        using var held = new HeldBody(new SpokenChunk(1, "held", 0));
        var underway = client.PutAsync("1/tracks/held/chunks/0?start_ms=0", held);
        await held.Begun;
        await Until.TrueAsync(() => history.AcknowledgedCount > Clients, StopPatience, "chunks are acknowledged");

        service.AskToStop();
        await Until.TrueAsync(async () => await ReadyAsync(service) is HttpStatusCode.ServiceUnavailable, Drain, "readiness is red and still answered");
        var whileRed = history.AcknowledgedCount;
        await Until.TrueAsync(() => history.AcknowledgedCount > whileRed + Clients, Drain, "requests are still taken");
        Volatile.Write(ref ready, false);
        var answers = (await Task.WhenAll(load)).SelectMany(one => one).ToList();
        await Until.TrueAsync(() => IsClosedAsync(service), StopPatience, "the listener is closed");
        held.LetGo();
        using var last = await underway;
        var exitCode = await service.WaitForEndAsync(StopPatience);

        await TestContext.Out.WriteLineAsync($"{answers.Count} requests around SIGTERM, {answers.Count(answer => answer != HttpStatusCode.Created)} failed; exit code {exitCode}.");
        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.Created));
        Assert.That(last.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(exitCode, Is.Zero);
    }

    private static async Task<IReadOnlyList<HttpStatusCode>> SpeakAsync(HttpClient client, History history, string track, Func<bool> ready)
    {
        var answers = new List<HttpStatusCode>();
        for (var sequence = 0; ready(); sequence++)
        {
            var chunk = new SpokenChunk(1, track, sequence);
            history.Intend(chunk);
            using var answer = await client.StoreAsync(chunk);
            history.Acknowledge(chunk);
            answers.Add(answer.StatusCode);
        }

        return answers;
    }

    private static async Task<HttpStatusCode> ReadyAsync(ServiceProcess service)
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
            // Reset: it stood in the queue while the listener was closing.
            return fault.SocketErrorCode is SocketError.ConnectionRefused;
        }
    }
}
