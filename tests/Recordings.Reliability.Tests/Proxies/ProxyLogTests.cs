using System.Net.Sockets;
using System.Text;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;

namespace Recordings.Reliability.Tests.Proxies;

/// <summary>No log of the proxy or of the replicas contains a link, a chat's path, a token or a query, whatever fails.</summary>
[RequiresProxy]
[RequiresServers]
internal sealed class ProxyLogTests
{
    private const string Canary = "canary-Xq7";

    private static readonly Dictionary<string, string> ShortTimeouts = new()
    {
        ["proxy_read_timeout 60s;"] = "proxy_read_timeout 1s; send_timeout 1s; client_body_timeout 1s;",
    };

    private readonly List<string> _answers = [];
    private List<string> _log = [];
    private List<string> _secrets = [];

    [OneTimeSetUp]
    public async Task FailInEveryWayAsync()
    {
        await using var replicas = await ProxiedReplicas.StartAsync(ShortTimeouts);
        var call = TestCall.Long(1);
        await call.CaptureAsync(replicas.Client);
        var link = new Uri((await (await replicas.Client.GetDownloadUrlAsync(1)).ReadFieldAsync("url"))!);
        var signature = link.Query.Split("signature=")[1].Split('&')[0];
        _secrets = [signature, link.Query, link.AbsolutePath, "chat/1", replicas.Workspace.Key, Canary];

        await AnswerAsync(replicas, link);
        await replicas.Client.GetAsync($"1/audio.wav?token={Canary}");
        await LeaveAsync(replicas, $"GET {link.PathAndQuery} HTTP/1.1\r\nHost: x\r\n\r\n", 200_000);
        await LeaveAsync(replicas, $"GET {link.PathAndQuery}\r\n HTTP/7.9 {Canary}\r\n\r\n", 100);
        await LeaveAsync(replicas, $"GET {link.PathAndQuery}&x={Canary}{new string('x', 20_000)} HTTP/1.1\r\nHost: x\r\n\r\n", 100);
        await LeaveAsync(replicas, $"GET {link.PathAndQuery} HTTP/1.1\r\nHost: x\r\nReferer: {link}\r\nCookie: {Canary}{new string('x', 40_000)}\r\n\r\n", 100);
        await LeaveAsync(replicas, $"PUT {link.PathAndQuery} HTTP/1.1\r\nHost: {Canary}\r\nReferer: {link}\r\nContent-Length: 100\r\n\r\nhalf", 100);
        await LeaveAsync(replicas, $"GET {link.PathAndQuery} HTTP/1.1\r\nHost: x\r\nReferer: {link}\r\n", 100);

        replicas.Suspend();
        await AnswerAsync(replicas, link);
        await AnswerAsync(replicas, link);
        replicas.Resume();
        await LeaveAsync(replicas, $"GET {link.PathAndQuery} HTTP/1.1\r\nHost: x\r\n\r\n", 50_000, replicas.KillAsync());
        for (var request = 0; request < 4; request++)
            await AnswerAsync(replicas, link);
        await LeaveAsync(replicas, $"GET {link} HTTP/1.1\r\nHost: x\r\nReferer: {link}\r\n\r\n", 100);

        await replicas.Proxy.StopAsync();
        _log = [.. replicas.Log];
    }

    [Test]
    public void Log_OfEveryFault_ContainsNoSecret() => Assert.That(
        from line in _log from secret in _secrets where line.Contains(secret, StringComparison.OrdinalIgnoreCase) select line, Is.Empty);

    [Test]
    public void Log_OfEveryRequest_NamesTheReplicaAndItsStatus() =>
        Assert.That(_log, Has.Some.Match(@"^\S+ GET 503 \d+ \S+ 127\.0\.0\.1:\d+, 127\.0\.0\.1:\d+ 50[24], 50[24] [0-9a-f]{32}$"));

    [Test]
    public void Answers_OfTheScenario_AreThoseOfFaults() =>
        Assert.That(_answers.Distinct(), Is.EquivalentTo(new[] { "200", "503 storage_unavailable" }));

    private async Task AnswerAsync(ProxiedReplicas replicas, Uri link)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Referrer = link } };
        using var answer = await replicas.Client.SendAsync(request);
        _answers.Add(answer.IsSuccessStatusCode ? "200" : await Outcome.DescribeFailureAsync(answer));
    }

    /// <summary>Sends text, reads some bytes of the answer, and resets the connection.</summary>
    private static async Task LeaveAsync(ProxiedReplicas replicas, string request, int bytes, Task? before = null)
    {
        using var client = new TcpClient { LingerState = new LingerOption(true, 0), ReceiveBufferSize = 16 * 1024 };
        await client.ConnectAsync(replicas.Proxy.Address.Host, replicas.Proxy.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        if (before is not null)
            await before;
        try
        {
            await client.GetStream().ReadAtLeastAsync(new byte[bytes], bytes, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            // The proxy closed the connection first.
        }
    }
}
