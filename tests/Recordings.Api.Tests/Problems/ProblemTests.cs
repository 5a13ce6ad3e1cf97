using System.Text.Json;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Problems;

/// <summary>The fields and the headers of every problem.</summary>
[EndToEnd]
internal sealed class ProblemTests
{
    private WatchedStore _store = null!;
    private TestService _service = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            services => services.Decorate<IAudioStore>(store => _store = new WatchedStore(store)),
            ReadyCalls.StayLive, "--Logging:LogLevel:Recordings=None");
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
        await _client.RecordAsync(7);
        await _client.RecordAsync(6);
    }

    [TearDown]
    public void ClearFault() => _store.Fault = null;

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    [TestCase("GET", "8", 404, "chat_not_found")]
    [TestCase("GET", "x", 400, "validation_failed")]
    [TestCase("GET", "7/audio.mp3", 404, "route_not_found")]
    [TestCase("GET", "/recordings", 404, "route_not_found")]
    [TestCase("GET", "/api/v2", 404, "route_not_found")]
    [TestCase("GET", "/api/v1/w/x/recordings/chat/1", 404, "route_not_found")]
    [TestCase("POST", "7/audio.wav", 405, "method_not_allowed")]
    [TestCase("PATCH", "7", 405, "method_not_allowed")]
    [TestCase("GET", "/links/x", 403, "link_invalid")]
    [TestCase("PUT", "7", 400, "malformed_request")]
    [TestCase("GET", "7/download-url?expires_in=0", 400, "validation_failed")]
    public async Task Failure_OfEachKind_IsAProblem(string method, string address, int status, string code)
    {
        using var answer = await _client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));

        await AssertProblemAsync(answer, status, code);
    }

    [TestCase("If-Match", "\"other\"", 412, "precondition_failed")]
    [TestCase("Range", "bytes=99999-", 416, "range_not_satisfiable")]
    public async Task AudioFailure_OfEachKind_IsAProblemWithAnEntityTag(string field, string value, int status, string code)
    {
        using var answer = await _client.GetAsync("7/audio.wav", (field, value));

        await AssertProblemAsync(answer, status, code);
        Assert.That(answer.Headers.ETag, Is.Not.Null);
        Assert.That(answer.Content.Headers.ContentDisposition, Is.Null);
        Assert.That(answer.Content.Headers.ContentRange?.ToString(), Is.EqualTo(status == 416 ? "bytes */12044" : null));
    }

    [Test]
    public async Task UnexpectedException_InAnyAnswer_ShowsNoInternals()
    {
        _store.Fault = new InvalidOperationException("Something of the inside");

        using var answer = await _client.GetAsync("6/audio.wav");

        await AssertProblemAsync(answer, 500, "internal_error");
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("inside").And.Not.Contain("Exception").And.Not.Contain("   at "));
    }

    [TestCase(Dependency.Storage, "storage_unavailable")]
    [TestCase(Dependency.Database, "database_unavailable")]
    public async Task Backend_UnavailableBeforeTheFirstByte_Is503WithRetryAfter(Dependency dependency, string code)
    {
        _store.Fault = new DependencyUnavailableException(dependency, null);

        using var answer = await _client.GetAsync("6/audio.wav");

        await AssertProblemAsync(answer, 503, code);
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(answer.Headers.ETag, Is.Null);
    }

    [Test]
    public async Task Methods_OfAChat_AreListedInAllow()
    {
        using var answer = await _client.PostAsync("7", null);

        Assert.That(answer.Content.Headers.Allow, Is.EquivalentTo(new[] { "GET", "HEAD", "PUT", "DELETE" }));
    }

    [TestCase("")]
    [TestCase("a:99999")]
    [TestCase("..")]
    public async Task Host_Invalid_Is400(string host)
    {
        var target = new Uri(_client.BaseAddress!, "7").AbsolutePath;

        var answer = await RawRequest.GetAsync(_service.Address, target, host, $"Authorization: {_client.DefaultRequestHeaders.Authorization}");

        Assert.That(answer, Does.StartWith("HTTP/1.1 400 "));
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(status));
            Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/problem+json"));
            Assert.That(answer.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"));
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(status));
            Assert.That(problem.Text("code"), Is.EqualTo(code));
            Assert.That(problem.Text("type"), Is.Not.Empty);
            Assert.That(problem.Text("title"), Is.Not.Empty);
            Assert.That(problem.Text("detail"), Is.Not.Empty);
            Assert.That(problem.Text("request_id"), Is.EqualTo(RequestId(answer)));
            Assert.That(problem.TryGetProperty("errors", out _), Is.EqualTo(code == "validation_failed"));
        });
    }

    private static string RequestId(HttpResponseMessage answer) => answer.Headers.GetValues("X-Request-Id").Single();
}
