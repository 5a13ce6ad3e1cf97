using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>A sender that closes its connection right after the last byte has sent everything; one that closes earlier has not.</summary>
[EndToEnd]
internal sealed class ClosedConnectionTests
{
    private const int Repeats = 10;
    private const string Route = "tracks/{track}/chunks/{sequence}";

    private readonly RecordedLogs _logs = new();
    private TestService _service = null!;
    private HttpClient _platform = null!;
    private string _head = null!;
    private long _chat;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            services => services.AddSingleton<ILoggerProvider>(_logs), "--Logging:LogLevel:Recordings.Api.Hosting.RequestLog=Information");
        var workspace = await _service.CreateWorkspaceAsync();
        _platform = await _service.CreateClientAsync(workspace);
        _head = $"/api/v2/w/{workspace}/recordings/chat/CHAT HTTP/1.1\r\nHost: x\r\n"
            + $"Authorization: {_platform.DefaultRequestHeaders.Authorization}\r\n";
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _platform.Dispose();
        await _service.DisposeAsync();
        _logs.Dispose();
    }

    [SetUp]
    public async Task OpenAsync()
    {
        _chat = ChatIds.Next();
        await _platform.OpenAsync(_chat);
    }

    public enum End
    {
        Close,
        HalfClose,
        Reset,
    }

    /// <summary>A reset discards what the sender's own system has not sent yet, so such a body is short.</summary>
    [Test]
    public async Task Chunk_SenderClosesAfterTheLastByte_IsStored(
        [Values] End end, [Values] bool sendLength, [Values(20, 300_000)] int bytes)
    {
        if (end is End.Reset && bytes > 20)
            return;

        for (var sequence = 0; sequence < Repeats; sequence++)
            await SendAsync($"PUT {ChunkHead(sequence)}{Body(new string('a', bytes), sendLength)}", end);

        await UntilAsync(async () => await StoredAsync() == Repeats, "every chunk is stored");
        await UntilAsync(() => Task.FromResult(Statuses(Route) is { Length: Repeats }), "every request is logged");
        Assert.That(Statuses(Route), Is.All.EqualTo(201));
    }

    [TestCase("Content-Length: 21\r\n\r\naaaaaaaaaaaaaaaaaaaa")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n14\r\naaaaaaaaaaaaaaaaaaaa\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n14\r\naaaaaaaaaaaaaaaaaaaa\r\n0\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n14\r\naaaaaaaaaaaaaaaaaaaa\r\n0\r\n\r")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n15\r\naaaaaaaaaaaaaaaaaaaa")]
    public async Task Chunk_SenderClosesBeforeTheEnd_IsNotStored(string body)
    {
        foreach (var end in Enum.GetValues<End>())
            await SendAsync($"PUT {ChunkHead((int)end)}{body}", end);

        await UntilAsync(() => Task.FromResult(Statuses(Route) is { Length: 3 }), "the requests have ended");
        Assert.That(await StoredAsync(), Is.Zero);
        Assert.That(_service.Data.ListStaged(), Is.Empty);
        Assert.That(Statuses(Route), Is.All.InRange(400, 499));
    }

    [Test]
    public async Task Json_SenderClosesAfterTheLastByte_IsTaken([Values] End end, [Values] bool sendLength)
    {
        var opened = ChatIds.Next();
        await SendAsync($"PUT {Head($"{opened}")}{Body("""{"channel":"phone_voice","started_at":"2026-11-22T10:00:00Z"}""", sendLength, Json)}", end);
        await SendAsync($"POST {Head($"{_chat}/complete")}{Body("""{"ended_at":"2026-11-22T10:15:00Z"}""", sendLength, Json)}", end);

        await UntilAsync(async () => await _platform.GetAsync($"{opened}").OutcomeAsync() == "200", "the call is open");
        await UntilAsync(
            async () => (await _platform.GetAsync($"{_chat}").JsonAsync()).GetProperty("ended_at").GetString() == "2026-11-22T10:15:00Z",
            "the call has ended");
    }

    private const string Json = "application/json";

    private string ChunkHead(int sequence) => Head($"{_chat}/tracks/caller/chunks/{sequence}?start_ms={sequence}") + $"Content-Type: {ChunkUploads.Raw}\r\n";

    private string Head(string path) => _head.Replace("CHAT", path, StringComparison.Ordinal);

    private static string Body(string text, bool sendLength, string? type = null) => (type is null ? "" : $"Content-Type: {type}\r\n")
        + (sendLength
            ? $"Content-Length: {text.Length}\r\n\r\n{text}"
            : $"Transfer-Encoding: chunked\r\n\r\n{text.Length:x}\r\n{text}\r\n0\r\n\r\n");

    private async Task SendAsync(string request, End end)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(_service.Address.Host, _service.Address.Port);
        for (ReadOnlyMemory<byte> rest = Encoding.Latin1.GetBytes(request); rest.Length > 0;)
            rest = rest[await socket.SendAsync(rest)..];
        if (end is End.HalfClose)
        {
            socket.Shutdown(SocketShutdown.Send);
            await ReadToEndAsync(socket);
        }

        // A linger time of zero sends a reset instead of an end.
        if (end is End.Reset)
            socket.LingerState = new LingerOption(true, 0);
    }

    private static async Task ReadToEndAsync(Socket socket)
    {
        try
        {
            while (await socket.ReceiveAsync(new byte[1024]) > 0)
            {
            }
        }
        catch (SocketException reset) when (reset.SocketErrorCode is SocketError.ConnectionReset)
        {
            // The server does not answer a client that has ended its side.
        }
    }

    private async Task<int> StoredAsync()
    {
        var tracks = (await _platform.GetAsync($"{_chat}").JsonAsync()).GetProperty("tracks");
        return tracks.GetArrayLength() == 0 ? 0 : tracks[0].GetProperty("chunks").GetInt32();
    }

    /// <summary>The statuses in the request log of this test's chunks; earlier tests used other chats, and their lines are dropped.</summary>
    private int[] Statuses(string route) =>
        [.. _logs.Lines.Skip(_earlier).Where(line => line.Values.GetValueOrDefault("Route") is string text && text.EndsWith(route, StringComparison.Ordinal))
            .Select(line => (int)line.Values["Status"]!)];

    private int _earlier;

    [SetUp]
    public void ForgetEarlierLines() => _earlier = _logs.Lines.Count;

    private static async Task UntilAsync(Func<Task<bool>> condition, string description)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(10); !await condition(); await Task.Delay(20))
            Assert.That(DateTime.UtcNow, Is.LessThan(deadline), description);
    }
}
