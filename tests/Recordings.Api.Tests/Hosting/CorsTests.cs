using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Hosting;

/// <summary>Answers of every status tell a browser what a page of another origin may send and read.</summary>
internal sealed class CorsTests
{
    private const string Allowed = "https://app.example.org";
    private const string OtherOrigin = "https://evil.example.org";

    private WatchedStore _store = null!;
    private TestService _service = null!;
    private HttpClient _client = null!;
    private HttpClient _anonymous = null!;
    private string _link = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            services => services.Decorate<IAudioStore>(store => _store = new WatchedStore(store)),
            ReadyCalls.StayLive, $"--Cors:AllowedOrigins:0={Allowed}", "--Cors:AllowedOrigins:1=http://localhost:5173", "--Logging:LogLevel:Recordings=None");
        var workspace = await _service.CreateWorkspaceAsync();
        _client = await _service.CreateClientAsync(workspace);
        _anonymous = _service.CreateClient(workspace);
        await _client.RecordAsync(7);
        await _client.RecordAsync(8);
        await _client.OpenAsync(9);
        _link = (await _client.GetAsync("7/download-url").JsonAsync()).Text("url");
        _store.Fault = new InvalidOperationException();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        _anonymous.Dispose();
        return _service.DisposeAsync();
    }

    /// <summary>Chat 7 is assembled, reading chat 8 fails, and the call of chat 9 is in progress.</summary>
    private static IEnumerable<TestCaseData> Answers()
    {
        yield return new TestCaseData("7/audio.wav", "", "", 200);
        yield return new TestCaseData("7/audio.wav", "Range", "bytes=0-1", 206);
        yield return new TestCaseData("7/audio.wav", "If-None-Match", "*", 304);
        yield return new TestCaseData("7/audio.wav", "If-Match", "\"other\"", 412);
        yield return new TestCaseData("7/audio.wav", "Range", "bytes=99999-", 416);
        yield return new TestCaseData("7/download-url?expires_in=x", "", "", 400);
        yield return new TestCaseData("7/audio.wav", "Authorization", "Bearer rk_junk", 401);
        yield return new TestCaseData("link", "", "", 200);
        yield return new TestCaseData("link", "Range", "bytes=0-1", 206);
        yield return new TestCaseData("/links/x", "", "", 403);
        yield return new TestCaseData("10", "", "", 404);
        yield return new TestCaseData("/nowhere", "", "", 404);
        yield return new TestCaseData("7/tracks/a/chunks/0", "", "", 405);
        yield return new TestCaseData("9/audio.wav", "", "", 409);
        yield return new TestCaseData("8/audio.wav", "", "", 500);
        yield return new TestCaseData("/health/live", "", "", 200);
    }

    [TestCaseSource(nameof(Answers))]
    public async Task Answer_ToAnAllowedOrigin_ExposesTheHeadersOfPlayers(string address, string field, string value, int status)
    {
        using var answer = await SendAsync(address, field, value, Allowed);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That(Values(answer, "Access-Control-Allow-Origin"), Is.EqualTo(new[] { Allowed }));
        Assert.That(answer.Headers.Contains("Access-Control-Allow-Credentials"), Is.False);
        Assert.That(Values(answer, "Vary"), Does.Contain("Origin"));
        Assert.That(Values(answer, "Access-Control-Expose-Headers"), Is.EquivalentTo(new[]
        {
            "Accept-Ranges", "Content-Disposition", "Content-Length", "Content-Range", "ETag", "Last-Modified", "Link", "Retry-After",
        }));
    }

    [TestCaseSource(nameof(Answers))]
    public async Task Answer_ToAnotherOrigin_AllowsNothing(string address, string field, string value, int status)
    {
        foreach (var origin in (string?[])[OtherOrigin, "null", null])
        {
            using var answer = await SendAsync(address, field, value, origin);

            Assert.That((int)answer.StatusCode, Is.EqualTo(status));
            Assert.That(answer.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
            Assert.That(Values(answer, "Vary"), Does.Contain("Origin"));
        }
    }

    [TestCase("7/audio.wav", "GET", "authorization,range,if-range")]
    [TestCase("7/audio.wav", "HEAD", "Authorization")]
    [TestCase("7/audio.wav", "GET", "if-match, if-none-match, if-modified-since, if-unmodified-since")]
    [TestCase("7/download-url", "GET", "authorization")]
    [TestCase("link", "GET", "range, if-range")]
    [TestCase("7", "PUT", "authorization, content-type")]
    [TestCase("7/complete", "POST", "authorization, content-type")]
    [TestCase("7", "DELETE", "authorization")]
    public async Task Preflight_FromAnAllowedOrigin_AllowsTheRequest(string address, string method, string fields)
    {
        using var answer = await PreflightAsync(address, method, fields, Allowed);

        Assert.That((int)answer.StatusCode, Is.EqualTo(204));
        Assert.That(Values(answer, "Access-Control-Allow-Origin"), Is.EqualTo(new[] { Allowed }));
        Assert.That(Values(answer, "Access-Control-Allow-Methods"), Does.Contain(method));
        Assert.That(
            Values(answer, "Access-Control-Allow-Headers"),
            Is.SupersetOf(fields.Split(',', StringSplitOptions.TrimEntries)).Using((IEqualityComparer<string>)StringComparer.OrdinalIgnoreCase));
        Assert.That(Values(answer, "Vary"), Does.Contain("Origin"));
    }

    [Test]
    public async Task Preflight_FromAnotherOrigin_AllowsNothing()
    {
        using var answer = await PreflightAsync("7/audio.wav", "GET", "authorization", OtherOrigin);

        Assert.That(answer.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
        Assert.That(Values(answer, "Vary"), Does.Contain("Origin"));
    }

    [Test]
    public async Task Origins_NotConfigured_AllowNothing()
    {
        await using var service = await TestService.StartAsync();
        using var client = service.CreateClient(Guid.NewGuid().ToString());

        using var answer = await client.GetAsync("7/audio.wav", ("Origin", Allowed));

        Assert.That(answer.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
        Assert.That(Values(answer, "Vary"), Does.Contain("Origin"));
    }

    private Task<HttpResponseMessage> SendAsync(string address, string field, string value, string? origin)
    {
        var client = address == "link" || field == "Authorization" ? _anonymous : _client;
        IEnumerable<(string, string)> fields = [.. field.Length > 0 ? [(field, value)] : Array.Empty<(string, string)>(), .. origin is null ? [] : new[] { ("Origin", origin) }];
        return client.GetAsync(address == "link" ? _link : address, [.. fields]);
    }

    private Task<HttpResponseMessage> PreflightAsync(string address, string method, string fields, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, address == "link" ? _link : address);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", method);
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", fields);
        return _anonymous.SendAsync(request);
    }

    private static string[] Values(HttpResponseMessage answer, string field) => answer.Headers.TryGetValues(field, out var values)
        ? [.. values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))]
        : [];
}
