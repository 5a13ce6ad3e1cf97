using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Authentication;

/// <summary>WWW-Authenticate follows RFC 6750 §3. Credentials count only in the Authorization header.</summary>
internal sealed class ChallengeTests
{
    private const string NoCredentials = "Bearer realm=\"recordings\"";
    private const string InvalidToken =
        "Bearer realm=\"recordings\", error=\"invalid_token\", error_description=\"The credentials are unknown, malformed, expired or revoked\"";

    private TestService _service = null!;
    private HttpClient _client = null!;
    private string _key = "";
    private string _reader = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(Tokens.Settings);
        var workspace = await _service.CreateWorkspaceAsync();
        _key = (await _service.SendAsync(Administer.CreateKey(workspace, "m-1", "chats:admin", null))).Text;
        _reader = (await _service.SendAsync(Administer.CreateKey(workspace, "m-1", "chats:read", null))).Text;
        _client = _service.CreateClient(workspace);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    [TestCase(null, "401 authentication_required", NoCredentials)]
    [TestCase("Basic dXNlcjpwYXNz", "401 authentication_required", NoCredentials)]
    [TestCase("Bearerx rk_abc", "401 authentication_required", NoCredentials)]
    [TestCase("Bearer", "401 invalid_token", InvalidToken)]
    [TestCase("Bearer ", "401 invalid_token", InvalidToken)]
    [TestCase("Bearer rk_abc", "401 invalid_token", InvalidToken)]
    [TestCase("Bearer rk_a rk_b", "401 invalid_token", InvalidToken)]
    [TestCase("Bearer a.b.c", "401 invalid_token", InvalidToken)]
    [TestCase("Bearer \"quoted\"", "401 invalid_token", InvalidToken)]
    public async Task Failure_ForEachHeader_HasTheExactChallenge(string? authorization, string outcome, string challenge)
    {
        using var answer = await _client.GetAsync("1/audio.wav", authorization is null ? [] : [("Authorization", authorization)]);

        Assert.That(answer.Headers.GetValues("WWW-Authenticate"), Is.EqualTo(new[] { challenge }));
        Assert.That(await Task.FromResult(answer).OutcomeAsync(), Is.EqualTo(outcome));
    }

    [TestCase("bearer")]
    [TestCase("BEARER")]
    public async Task SchemeName_InAnyCase_IsAccepted(string scheme) =>
        Assert.That(await _client.GetAsync("1", ("Authorization", $"{scheme} {_key}")).OutcomeAsync(), Is.EqualTo("404 chat_not_found"));

    [Test]
    public async Task Failure_ForTwoCredentials_IsInvalidToken() =>
        Assert.That(
            await RawRequest.GetAsync(
                _service.Address, new Uri(_client.BaseAddress!, "1").AbsolutePath, "x", $"Authorization: Bearer {_key}", $"Authorization: Bearer {_key}"),
            Does.StartWith("HTTP/1.1 401 ").And.Contain(InvalidToken));

    [Test]
    public async Task MissingScope_OfAWriteRoute_IsNamed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "1/complete");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_reader}");

        using var answer = await _client.SendAsync(request);

        Assert.That(answer.Headers.GetValues("WWW-Authenticate"), Is.EqualTo(new[] { "Bearer error=\"insufficient_scope\", scope=\"chats:write\"" }));
    }

    [Test]
    public async Task MissingScope_OfAReadRoute_IsNamed()
    {
        var token = Tokens.Create("m-1", "chats:reader", Guid.NewGuid().ToString());

        using var answer = await _client.GetAsync("1/audio.wav", ("Authorization", $"Bearer {token}"));

        Assert.That(answer.Headers.GetValues("WWW-Authenticate"), Is.EqualTo(new[] { "Bearer error=\"insufficient_scope\", scope=\"chats:read\"" }));
    }

    [Test]
    public async Task WorkspaceForbidden_Always_HasNoChallenge()
    {
        var token = Tokens.Create("m-1", "chats:admin", Guid.NewGuid().ToString());

        using var answer = await _client.GetAsync("1/audio.wav", ("Authorization", $"Bearer {token}"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(403));
        Assert.That(answer.Headers.WwwAuthenticate, Is.Empty);
    }

    [TestCase("access_token")]
    [TestCase("token")]
    [TestCase("authorization")]
    [TestCase("api_key")]
    public async Task Key_InTheQuery_IsIgnored(string parameter) =>
        Assert.That(await _client.GetAsync($"1/audio.wav?{parameter}={_key}").OutcomeAsync(), Is.EqualTo("401 authentication_required"));

    [Test]
    public async Task Key_InAFormBody_IsIgnored()
    {
        using var form = new FormUrlEncodedContent([new("access_token", _key)]);

        Assert.That(await _client.PostAsync("1/complete", form).OutcomeAsync(), Is.EqualTo("401 authentication_required"));
    }
}
