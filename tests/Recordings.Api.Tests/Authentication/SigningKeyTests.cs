using System.Security.Cryptography;
using System.Text;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Authentication;

/// <summary>Tokens signed with the configured symmetric key, and the claims that they need.</summary>
[TestFixture]
internal sealed class SigningKeyTests
{
    private const string Accepted = "404 chat_not_found";

    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a symmetric key of the tests, 32 bytes and more");

    private TestService _service = null!;
    private string _workspace = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            $"--Authentication:Jwt:Issuer={Claims.Issuer}", $"--Authentication:Jwt:Audience={Claims.Audience}",
            $"--Authentication:Jwt:SigningKey={Encoding.UTF8.GetString(Key)}");
        _workspace = await _service.CreateWorkspaceAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _service.DisposeAsync();

    [TestCase("iss", null)]
    [TestCase("iss", "\"\"")]
    [TestCase("iss", "\"https://issuer.example/\"")]
    [TestCase("iss", "\"https://ISSUER.example\"")]
    [TestCase("iss", "\"https://another.example\"")]
    [TestCase("iss", "17")]
    [TestCase("aud", null)]
    [TestCase("aud", "\"\"")]
    [TestCase("aud", "\"Recordings\"")]
    [TestCase("aud", "\"another\"")]
    [TestCase("aud", "\"recordings another\"")]
    [TestCase("aud", "[]")]
    [TestCase("aud", "[\"another\"]")]
    [TestCase("exp", null)]
    [TestCase("exp", "0")]
    [TestCase("exp", "-1")]
    [TestCase("exp", "1e400")]
    [TestCase("exp", "\"tomorrow\"")]
    [TestCase("exp", "{}")]
    [TestCase("sub", null)]
    [TestCase("sub", "\"\"")]
    [TestCase("sub", "\"a\\u0000b\"")]
    [TestCase("sub", "\"a\\u2028b\"")]
    [TestCase("sub", "\"a\\u2029\"")]
    [TestCase("sub", "\"\\u061ca\"")]
    [TestCase("sub", "\"a\\u200e\"")]
    [TestCase("sub", "\"a\\u202eb\"")]
    [TestCase("sub", "\"\\u2066a\\u2069\"")]
    [TestCase("sub", "[\"m-17\",\"m-18\"]")]
    [TestCase("sub", "{\"id\":\"m-17\"}")]
    public async Task Get_ClaimMissingOrWrong_IsInvalid(string name, string? json) => Assert.That(
        await GetAsync(Claims.With(_workspace, name, json)), Is.EqualTo("401 invalid_token"));

    [Test]
    public async Task Get_SubjectLongerThanAMemberId_IsInvalid() => Assert.That(
        await GetAsync(Claims.With(_workspace, "sub", $"\"{new string('m', 201)}\"")), Is.EqualTo("401 invalid_token"));

    [TestCase("\\ud83d")]
    [TestCase("a\\ude00")]
    [TestCase("\\ude00\\ud83d")]
    public async Task Get_SubjectWithHalfASurrogatePair_IsInvalid(string subject)
    {
        var claims = Claims.Valid(_workspace).ToJsonString().Replace("m-17", subject, StringComparison.Ordinal);
        using var client = _service.CreateClient(
            _workspace, TokenText.SignText("""{"alg":"HS256","typ":"JWT"}""", claims, data => HMACSHA256.HashData(Key, data)));

        Assert.That(await client.GetAsync("1").OutcomeAsync(), Is.EqualTo("401 invalid_token"));
    }

    [TestCase("exp", -45, ExpectedResult = Accepted)]
    [TestCase("exp", -75, ExpectedResult = "401 invalid_token")]
    [TestCase("nbf", 45, ExpectedResult = Accepted)]
    [TestCase("nbf", 90, ExpectedResult = "401 invalid_token")]
    public async Task<string> Get_ClockSkew_IsAtMostOneMinute(string claim, int secondsFromNow)
    {
        var claims = Claims.Valid(_workspace);
        claims[claim] = Claims.SecondsFromNow(secondsFromNow);
        return await GetAsync(claims);
    }

    [Test]
    public async Task Get_AudienceAmongSeveral_IsAccepted() => Assert.That(
        await GetAsync(Claims.With(_workspace, "aud", """["another","recordings"]""")), Is.EqualTo(Accepted));

    [TestCase("scope", "\"chats:read\"", ExpectedResult = Accepted)]
    [TestCase("scope", "\"chats:admin\"", ExpectedResult = Accepted)]
    [TestCase("scope", "\"openid chats:read profile\"", ExpectedResult = Accepted)]
    [TestCase("scope", "[\"openid\",\"chats:write\"]", ExpectedResult = Accepted)]
    [TestCase("scp", "\"chats:read\"", ExpectedResult = Accepted)]
    [TestCase("scp", "[\"chats:read\"]", ExpectedResult = Accepted)]
    [TestCase("scope", null, ExpectedResult = "403 insufficient_scope")]
    [TestCase("scope", "\"\"", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scope", "[]", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scope", "7", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scope", "{\"chats:read\":true}", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scope", "{\"for\":\" chats:read \"}", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scope", "[[\"openid\",\" chats:read \"]]", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scp", "{\"for\":\" chats:read \"}", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scope", "\"chats:reader\"", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scope", "\"xchats:read\"", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scope", "\"CHATS:READ\"", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scope", "\"chats:read,chats:write\"", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scp", "\"chats\"", ExpectedResult = "403 insufficient_scope")]
    [TestCase("scopes", "\"chats:read\"", ExpectedResult = "403 insufficient_scope")]
    public async Task<string> Get_Scope_IsComparedAsWholeWords(string claim, string? json)
    {
        var claims = Claims.With(_workspace, claim, json);
        if (claim != "scope")
            claims.Remove("scope");
        return await GetAsync(claims);
    }

    [TestCase("\"{workspace}\"", ExpectedResult = Accepted)]
    [TestCase("[\"{workspace}\"]", ExpectedResult = Accepted)]
    [TestCase("[\"7f1d9c52-3c1e-4b0a-9d55-0c2f7a1e4b60\",\"{workspace}\"]", ExpectedResult = Accepted)]
    [TestCase(null, ExpectedResult = "403 workspace_forbidden")]
    [TestCase("\"\"", ExpectedResult = "403 workspace_forbidden")]
    [TestCase("\"*\"", ExpectedResult = "403 workspace_forbidden")]
    [TestCase("[]", ExpectedResult = "403 workspace_forbidden")]
    [TestCase("\"7f1d9c52-3c1e-4b0a-9d55-0c2f7a1e4b60\"", ExpectedResult = "403 workspace_forbidden")]
    [TestCase("\"{workspace} \"", ExpectedResult = "403 workspace_forbidden")]
    [TestCase("{\"id\":\"{workspace}\"}", ExpectedResult = "403 workspace_forbidden")]
    public async Task<string> Get_WorkspaceClaim_GivesAccessToItsWorkspaces(string? json) =>
        await GetAsync(Claims.With(_workspace, "workspace_uuid", json));

    [Test]
    public async Task Get_WorkspaceClaimInUpperCase_IsAccepted() => Assert.That(
        await GetAsync(Claims.With(_workspace, "workspace_uuid", $"\"{_workspace.ToUpperInvariant()}\"")), Is.EqualTo(Accepted));

    [Test]
    public async Task Get_ClaimedWorkspaceThatDoesNotExist_IsForbidden()
    {
        var none = Guid.NewGuid().ToString();
        using var client = _service.CreateClient(none, TokenText.Hs256(Claims.Valid(none), Key));

        Assert.That(await client.GetAsync("1").OutcomeAsync(), Is.EqualTo("403 workspace_forbidden"));
    }

    private async Task<string> GetAsync(object claims)
    {
        using var client = _service.CreateClient(_workspace, TokenText.Hs256(claims, Key));
        return await client.GetAsync("1").OutcomeAsync();
    }
}
