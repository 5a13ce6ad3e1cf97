using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;

namespace Recordings.Reliability.Tests.Proxies;

/// <summary>The proxy of deploy passes what the service says, and answers like the service when no replica can be reached.</summary>
[RequiresProxy]
[RequiresServers]
internal sealed class ProxyTests
{
    private ProxiedReplicas _replicas = null!;

    private HttpClient Client => _replicas.Client;

    [OneTimeSetUp]
    public async Task StartAsync() => _replicas = await ProxiedReplicas.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_replicas is not null)
            await _replicas.DisposeAsync();
    }

    [Test, Order(1)]
    public async Task Call_ThroughTheProxy_IsPlayedAndItsLinkFollowed()
    {
        var call = TestCall.Short(1);
        await call.CaptureAsync(Client);

        Assert.That((await Client.PlayAsync(call), await Client.FollowLinkAsync(call)), Is.EqualTo((Outcome.Correct, Outcome.Correct)));
    }

    [Order(1)]
    [TestCase(ProxiedReplicas.MaxChunkBytes + 1, false)]
    [TestCase(ProxiedReplicas.MaxChunkBytes + 1, true)]
    [TestCase(70 * ProxiedReplicas.MaxChunkBytes, false)]
    [TestCase(70 * ProxiedReplicas.MaxChunkBytes, true)]
    public async Task Chunk_TooLarge_GetsTheServicesOwn413(int bytes, bool isChunked)
    {
        await Client.OpenAsync(2);
        using var request = new HttpRequestMessage(HttpMethod.Put, "2/tracks/caller/chunks/0?start_ms=0") { Content = new ByteArrayContent(new byte[bytes]) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("audio/L16;rate=8000");
        request.Headers.TransferEncodingChunked = isChunked;

        using var answer = await Client.SendAsync(request);

        Assert.That(await Outcome.DescribeFailureAsync(answer), Is.EqualTo("413 chunk_too_large"));
    }

    [Test, Order(1)]
    public async Task Problem_OfTheService_PassesUnchanged()
    {
        using var answer = await Client.GetAsync("99/audio.wav");

        Assert.That(await Outcome.DescribeFailureAsync(answer), Is.EqualTo("404 chat_not_found"));
        Assert.That(await answer.ReadFieldAsync("request_id"), Is.EqualTo(answer.Headers.GetValues("X-Request-Id").Single()));
    }

    [Test, Order(2)]
    public async Task Request_NoReplica_Is503ProblemWithRetryAfter([Values("GET", "HEAD", "PUT", "POST", "DELETE")] string method)
    {
        await _replicas.KillAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "1/audio.wav");
        if (method is "PUT" or "POST")
            request.Content = new ByteArrayContent(new byte[300_000]);

        using var answer = await Client.SendAsync(request);

        Assert.That(
            (answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), answer.Headers.RetryAfter?.ToString(), answer.Headers.CacheControl?.ToString()),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, "application/problem+json", "5", "no-store")));
        if (method == "HEAD")
            return;

        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.That(
            problem.EnumerateObject().Select(field => field.Name), Is.EqualTo(new[] { "type", "title", "status", "detail", "code", "request_id" }));
        Assert.That(
            (problem.GetProperty("status").GetInt32(), problem.GetProperty("code").GetString(), problem.GetProperty("request_id").GetString()),
            Is.EqualTo((503, "storage_unavailable", answer.Headers.GetValues("X-Request-Id").Single())));
    }
}
