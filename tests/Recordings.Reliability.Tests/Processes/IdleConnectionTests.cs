using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Processes;

/// <summary>
/// Idle connections use up the descriptors of the process. A new client is answered, because an idle connection closes for it.
/// A connection with a request in progress does not.
/// </summary>
[RequiresPrlimit]
internal sealed class IdleConnectionTests
{
    private const int Connections = 400;
    private const int Descriptors = 550;
    private const string Head = "GET /health/live HTTP/1.1\r\nHost: x\r\n";
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromSeconds(5);

    [TestCase("", Description = "No request was sent yet.")]
    [TestCase(Head + "X-Half: ", Description = "The head is incomplete.")]
    [TestCase(Head + "\r\n", Description = "The request was answered; the connection waits for the next one.")]
    public async Task NewClient_IdleConnectionsEverywhere_IsAnswered(string sent)
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await ServiceProcess.StartAsync(settings, "prlimit", $"--nofile={Descriptors}");
        var staging = Path.Combine(folder.Path, "staging");
        using var platform = workspace.CreateClient(service.Address);
        (await platform.OpenAsync(1)).EnsureSuccessStatusCode();
        using var body = new PausedBody(new TestChunk(1, "paused", 0, 100_000));
        var paused = platform.PutAsync("1/tracks/paused/chunks/0?start_ms=0", body);
        await body.FirstHalfSent;
        await Polling.UntilAsync(() => Directory.EnumerateFiles(staging).Any(), TimeToAnswer, "the chunk is being received");
        var idle = new List<Socket>();
        try
        {
            for (var i = 0; i < Connections; i++)
                idle.Add(await ConnectAsync(service.Address, sent));

            var (health, healthTook) = await TimeAsync(async () =>
            {
                using var client = workspace.CreateClient(service.Address);
                return (await client.GetAsync(new Uri(service.Address, "/health/ready"))).StatusCode;
            });
            var (capture, captureTook) = await TimeAsync(async () =>
            {
                using var client = workspace.CreateClient(service.Address);
                return (await client.StoreAsync(new TestChunk(1, "caller", 0))).StatusCode;
            });

            body.Resume();

            await TestContext.Out.WriteLineAsync(
                $"{Connections} idle connections: health after {healthTook.TotalMilliseconds:0} ms, capture after {captureTook.TotalMilliseconds:0} ms.");
            Assert.That((health, capture), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Created)));
            Assert.That((TimeSpan[])[healthTook, captureTook], Is.All.LessThan(TimeToAnswer));
            Assert.That((await paused).StatusCode, Is.EqualTo(HttpStatusCode.Created), "a request in progress goes on");
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<Socket> ConnectAsync(Uri service, string sent)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(service.Host, service.Port);
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(sent));
        }
        catch (SocketException closed) when (closed.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // The service has no place for this connection.
        }

        return socket;
    }

    private static async Task<(HttpStatusCode Status, TimeSpan Took)> TimeAsync(Func<Task<HttpStatusCode>> send)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return (await send().WaitAsync(TimeToAnswer), Stopwatch.GetElapsedTime(started));
        }
        catch (Exception fault) when (fault is HttpRequestException or TimeoutException)
        {
            return (0, Stopwatch.GetElapsedTime(started));
        }
    }
}
