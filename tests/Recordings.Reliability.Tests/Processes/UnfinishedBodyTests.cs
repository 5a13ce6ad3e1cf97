using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Processes;

/// <summary>Clients that begin a body of JSON and do not finish it: they cost little memory, and each has 30 seconds.</summary>
internal sealed class UnfinishedBodyTests
{
    private const int Clients = 1000;
    private const int BodyBytes = 1024 * 1024;
    private const int MaxGrowthMiB = 60;

    /// <summary>The service stops reading where its memory for bodies ends, so not every client can send all.</summary>
    private static readonly TimeSpan TimeToSend = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DripInterval = TimeSpan.FromMilliseconds(250);

    private TemporaryFolder _folder = null!;
    private TestWorkspace _workspace = null!;
    private ServiceProcess _service = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(_folder.Path);
        _workspace = await TestWorkspace.CreateAsync(settings);
        _service = await ServiceProcess.StartAsync(settings);
        _client = _workspace.CreateClient(_service.Address);
        for (var chat = 1; chat <= 200; chat++)
            (await _client.OpenAsync(chat)).EnsureSuccessStatusCode();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [TestCase(1, Description = "Only one byte arrives.")]
    [TestCase(8000)]
    [TestCase(BodyBytes - 1, Description = "All bytes but the last are sent.")]
    public async Task Memory_ManyUnfinishedBodies_GrowsByLittle(int bytes)
    {
        var before = MemoryMiB("VmRSS");
        var sockets = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => ConnectAsync()));
        try
        {
            var part = Encoding.Latin1.GetBytes(Head(1000) + "{" + new string(' ', bytes - 1));
            using var timeout = new CancellationTokenSource(TimeToSend);
            await Task.WhenAll(sockets.Select(socket => SendAsync(socket, part, timeout.Token)));
            var growth = MemoryMiB("VmHWM") - before;
            var (answer, took) = await TimeAsync(() => _client.OpenAsync(1));

            await TestContext.Out.WriteLineAsync(
                $"{Clients} bodies with {bytes} bytes: grown by {growth} MiB to a peak of {before + growth} MiB; another body was taken after {took.TotalMilliseconds:0} ms.");
            Assert.That(growth, Is.LessThanOrEqualTo(MaxGrowthMiB));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(took, Is.LessThan(TimeToArrive));
        }
        finally
        {
            Array.ForEach(sockets, socket => socket.Dispose());
        }
    }

    [Test]
    public async Task Body_NotCompleteAfter30Seconds_IsToldSo()
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Encoding.Latin1.GetBytes(Head(1000) + "{"));
        var answer = ReadAsync(socket);
        var started = Stopwatch.GetTimestamp();
        while (!answer.IsCompleted && Stopwatch.GetElapsedTime(started) < TimeToArrive * 2)
        {
            // Four times faster than the slowest rate that the server allows for every body.
            await SendAsync(socket, new byte[240], CancellationToken.None);
            await Task.WhenAny(answer, Task.Delay(DripInterval));
        }

        var took = Stopwatch.GetElapsedTime(started);
        await TestContext.Out.WriteLineAsync($"Answered after {took.TotalSeconds:0.0} s.");
        Assert.That(await answer.WaitAsync(TimeToArrive), Does.StartWith("HTTP/1.1 400 ").And.Contain("malformed_request").And.Contain("too slowly"));
        Assert.That(took, Is.InRange(TimeToArrive - TimeSpan.FromSeconds(1), TimeToArrive + TimeSpan.FromSeconds(3)));
        Assert.That((await _client.GetAsync("1000")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Body_ThatStalls_IsToldSo()
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Encoding.Latin1.GetBytes(Head(1000) + "{"));

        Assert.That(
            await ReadAsync(socket).WaitAsync(TimeToArrive), Does.StartWith("HTTP/1.1 400 ").And.Contain("malformed_request").And.Contain("too slowly"));
    }

    private string Head(long chat) => string.Create(
        CultureInfo.InvariantCulture,
        $"PUT {_client.BaseAddress!.AbsolutePath}{chat} HTTP/1.1\r\nHost: x\r\nAuthorization: {_client.DefaultRequestHeaders.Authorization}\r\n"
        + $"Content-Type: application/json\r\nContent-Length: {BodyBytes}\r\n\r\n");

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = 16 * 1024 };
        await socket.ConnectAsync(_service.Address.Host, _service.Address.Port);
        return socket;
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        try
        {
            while (part.Length > 0)
                part = part[await socket.SendAsync(part, cancellationToken)..];
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            // The service reads no further.
        }
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        var buffer = new byte[4096];
        var answer = "";
        try
        {
            for (int read; (read = await socket.ReceiveAsync(buffer)) > 0;)
                answer += Encoding.Latin1.GetString(buffer, 0, read);
        }
        catch (SocketException closed) when (closed.SocketErrorCode is SocketError.ConnectionReset)
        {
            // The service closed the connection while the client was sending.
        }

        return answer;
    }

    private static async Task<(HttpResponseMessage Answer, TimeSpan Took)> TimeAsync(Func<Task<HttpResponseMessage>> send)
    {
        var started = Stopwatch.GetTimestamp();
        return (await send(), Stopwatch.GetElapsedTime(started));
    }

    /// <param name="field">VmRSS for the resident memory, VmHWM for its peak.</param>
    private int MemoryMiB(string field) => int.Parse(
        File.ReadLines($"/proc/{_service.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ')[^2],
        CultureInfo.InvariantCulture) / 1024;
}
