using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Administration;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Tests.Authentication;

/// <summary>API keys and the Authorization header. A 404 for an unknown chat shows that the credentials were accepted.</summary>
[EndToEnd]
internal sealed class ApiKeyTests
{
    private const string Accepted = "404 chat_not_found";

    private TestService _service = null!;
    private string _workspace = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _workspace = await _service.CreateWorkspaceAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _service.DisposeAsync();

    [TestCase("Bearer {0}")]
    [TestCase("bearer {0}")]
    [TestCase("BEARER {0}")]
    [TestCase("Bearer   {0}")]
    public async Task Get_ValidKey_IsAccepted(string header) => Assert.That(
        await GetAsync(string.Format(null, header, (await CreateKeyAsync()).Text)), Is.EqualTo(Accepted));

    [TestCase]
    [TestCase("Basic YTpi")]
    [TestCase("rk_something")]
    [TestCase("Bearerrk_something")]
    [TestCase("Token {0}")]
    [TestCase("")]
    public async Task Get_NoCredentialsOrOtherScheme_RequiresAuthentication(params string[] headers) => Assert.That(
        await GetAsync([.. await WithKeyAsync(headers)]), Is.EqualTo("401 authentication_required"));

    [TestCase("Bearer")]
    [TestCase("Bearer rk_")]
    [TestCase("Bearer rk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("Bearer {0}x")]
    [TestCase("Bearer {0} {0}")]
    [TestCase("Bearer {0}, Bearer {0}")]
    [TestCase("Bearer \"{0}\"")]
    [TestCase("Bearer a.b.c")]
    [TestCase("Bearer {0}", "Bearer {0}")]
    [TestCase("Bearer {0}", "Basic YTpi")]
    public async Task Get_WrongCredentials_AreInvalid(params string[] headers) => Assert.That(
        await GetAsync([.. await WithKeyAsync(headers)]), Is.EqualTo("401 invalid_token"));

    [Test]
    public async Task Get_KeyInOtherCase_IsInvalid()
    {
        var key = (await CreateKeyAsync()).Text;

        Assert.That(await GetAsync($"Bearer {key[..3]}{key[3..].ToUpperInvariant()}"), Is.EqualTo("401 invalid_token"));
    }

    [TestCase("access_token")]
    [TestCase("token")]
    public async Task Get_KeyInTheQuery_IsIgnored(string parameter)
    {
        using var client = _service.CreateClient(_workspace);

        Assert.That(
            await client.GetAsync($"1?{parameter}={(await CreateKeyAsync()).Text}").OutcomeAsync(), Is.EqualTo("401 authentication_required"));
    }

    [Test]
    public async Task Get_NoCredentials_ChallengeNamesNoError() => Assert.That(
        await ChallengeAsync(), Is.EqualTo("Bearer realm=\"recordings\""));

    [Test]
    public async Task Get_InvalidCredentials_ChallengeSaysInvalidToken() => Assert.That(
        await ChallengeAsync("Bearer rk_x"), Does.StartWith("Bearer ").And.Contain("error=\"invalid_token\""));

    [Test]
    public async Task Put_ReadOnlyKey_ChallengeNamesTheNeededScope()
    {
        using var reader = await _service.CreateClientAsync(_workspace, scopes: "chats:read");

        using var answer = await reader.PutJsonAsync(1, "{}");

        Assert.That(answer.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer error=\"insufficient_scope\", scope=\"chats:write\""));
    }

    [Test]
    public async Task Get_RevokedKey_IsInvalidImmediately()
    {
        var key = await CreateKeyAsync();
        var before = await GetAsync($"Bearer {key.Text}");
        await _service.SendAsync(new RevokeKey(key.Key.KeyId));

        Assert.That((before, await GetAsync($"Bearer {key.Text}")), Is.EqualTo((Accepted, "401 invalid_token")));
    }

    [TestCase(-1, ExpectedResult = "401 invalid_token")]
    [TestCase(60, ExpectedResult = Accepted)]
    public async Task<string> Get_ExpiringKey_IsInvalidAfterItsExpiry(int secondsFromNow)
    {
        var text = ApiKeyText.New();
        var now = DateTimeOffset.UtcNow;
        await _service.Services.GetRequiredService<ICredentials>().AddAsync(
            new ApiKey(
                $"key_{Guid.NewGuid():N}", new WorkspaceId(Guid.Parse(_workspace)), MemberId.From("m-1"), [Scope.Read],
                now.AddHours(-1), now.AddSeconds(secondsFromNow), null),
            ApiKeyText.Digest(text),
            default);

        return await GetAsync($"Bearer {text}");
    }

    [Test]
    public async Task Get_OtherOrUnknownWorkspace_GivesTheSameAnswer()
    {
        using var client = await _service.CreateClientAsync(_workspace);

        string[] outcomes =
        [
            await client.GetAsync($"/api/v2/w/{await _service.CreateWorkspaceAsync()}/recordings/chat/1").OutcomeAsync(),
            await client.GetAsync($"/api/v2/w/{Guid.NewGuid()}/recordings/chat/1").OutcomeAsync(),
        ];

        Assert.That(outcomes, Is.All.EqualTo("403 workspace_forbidden"));
    }

    [Test]
    public async Task Get_WorkspaceInUpperCase_IsTheSameWorkspace()
    {
        using var client = await _service.CreateClientAsync(_workspace);

        Assert.That(
            await client.GetAsync($"/api/v2/w/{_workspace.ToUpperInvariant()}/recordings/chat/1").OutcomeAsync(), Is.EqualTo(Accepted));
    }

    [TestCase("not-a-uuid")]
    [TestCase("7f1d9c523c1e4b0a9d550c2f7a1e4b60")]
    [TestCase("{7f1d9c52-3c1e-4b0a-9d55-0c2f7a1e4b60}")]
    public async Task Get_MalformedWorkspace_FailsValidation(string workspace)
    {
        using var client = await _service.CreateClientAsync(_workspace);

        Assert.That(
            await client.GetAsync($"/api/v2/w/{Uri.EscapeDataString(workspace)}/recordings/chat/1").FieldsAsync(), Is.EqualTo(new[] { "workspace_uuid" }));
    }

    [TestCase("chats:read", "GET", ExpectedResult = Accepted)]
    [TestCase("chats:write", "GET", ExpectedResult = Accepted)]
    [TestCase("chats:admin", "GET", ExpectedResult = Accepted)]
    [TestCase("chats:read", "PUT", ExpectedResult = "403 insufficient_scope")]
    [TestCase("chats:write", "PUT", ExpectedResult = "400 malformed_request")]
    [TestCase("chats:admin", "PUT", ExpectedResult = "400 malformed_request")]
    [TestCase("chats:read chats:write", "PUT", ExpectedResult = "400 malformed_request")]
    [TestCase("chats:read", "DELETE", ExpectedResult = "403 insufficient_scope")]
    [TestCase("chats:write", "DELETE", ExpectedResult = "403 insufficient_scope")]
    [TestCase("chats:admin", "DELETE", ExpectedResult = "204")]
    public async Task<string> Request_EachScope_IncludesLowerScopes(string scopes, string method)
    {
        using var client = await _service.CreateClientAsync(_workspace, scopes: scopes);

        return await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "1")).OutcomeAsync();
    }

    [Test, SqliteOnly]
    public async Task CreateKey_FilesOnDisk_ContainOnlyItsDigest()
    {
        var key = (await CreateKeyAsync()).Text;

        Assert.That(
            (IsOnDisk(SHA256.HashData(Encoding.UTF8.GetBytes(key))), IsOnDisk(Encoding.UTF8.GetBytes(key[ApiKeyText.Prefix.Length..]))),
            Is.EqualTo((true, false)));
    }

    private Task<CreatedKey> CreateKeyAsync() => _service.SendAsync(Administer.CreateKey(_workspace, "m-1", "chats:read", null));

    private async Task<IEnumerable<string>> WithKeyAsync(string[] headers)
    {
        var key = (await CreateKeyAsync()).Text;
        return headers.Select(header => string.Format(null, header, key));
    }

    private async Task<string> GetAsync(params string[] authorization)
    {
        using var client = _service.CreateClient(_workspace);
        return await client.SendAsync(Request(authorization)).OutcomeAsync();
    }

    private async Task<string> ChallengeAsync(params string[] authorization)
    {
        using var client = _service.CreateClient(_workspace);
        using var answer = await client.SendAsync(Request(authorization));
        return answer.Headers.WwwAuthenticate.ToString();
    }

    private static HttpRequestMessage Request(string[] authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "1");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    private bool IsOnDisk(byte[] text) => Directory
        .EnumerateFiles(_service.Data.Directory, "*", SearchOption.AllDirectories)
        .Any(path => Read(path).AsSpan().IndexOf(text) >= 0);

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
