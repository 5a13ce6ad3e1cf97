using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Authentication;

/// <summary>Tokens of an OpenID Connect authority, without and with a symmetric key.</summary>
[TestFixture]
internal sealed class AuthorityTests
{
    private const string Accepted = "404 chat_not_found";

    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a symmetric key of the tests, 32 bytes and more");

    private TestAuthority _authority = null!;
    private TestService _service = null!;
    private string _workspace = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _authority = await TestAuthority.StartAsync();
        _service = await TestService.StartAsync(
            "--environment=Development", $"--Authentication:Jwt:Authority={_authority.Issuer}", $"--Authentication:Jwt:Audience={Claims.Audience}",
            $"--Authentication:Jwt:Issuer={Claims.Issuer}", $"--Authentication:Jwt:SigningKey={Encoding.UTF8.GetString(Key)}");
        _workspace = await _service.CreateWorkspaceAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _service.DisposeAsync();
        await _authority.DisposeAsync();
    }

    [Test]
    public async Task Get_TokensOfTheAuthority_AreAccepted() => Assert.That(
        new[]
        {
            await GetAsync(_authority.Rs256(AuthorityClaims())),
            await GetAsync(_authority.Ps256(AuthorityClaims())),
            await GetAsync(_authority.Es256(AuthorityClaims())),
        },
        Is.All.EqualTo(Accepted));

    [Test]
    public async Task Get_ManyTokensOfTheAuthority_FetchItsKeysOnce()
    {
        for (var i = 0; i < 5; i++)
            await GetAsync(_authority.Rs256(AuthorityClaims()));

        Assert.That(_authority.Requests, Is.EqualTo(2));
    }

    [Test]
    public async Task Get_OnlyAnAuthorityConfigured_AcceptsOnlyItsTokens()
    {
        await using var service = await TestService.StartAsync(
            "--environment=Development", $"--Authentication:Jwt:Authority={_authority.Issuer}", $"--Authentication:Jwt:Audience={Claims.Audience}");
        var workspace = await service.CreateWorkspaceAsync();
        using var genuine = service.CreateClient(workspace, _authority.Rs256(Claims.Valid(workspace, _authority.Issuer)));
        using var foreign = service.CreateClient(workspace, _authority.Rs256(Claims.Valid(workspace)));

        Assert.That(
            (await genuine.GetAsync("1").OutcomeAsync(), await foreign.GetAsync("1").OutcomeAsync()),
            Is.EqualTo((Accepted, "401 invalid_token")));
    }

    [Test]
    public async Task Get_Hs256WithThePublicKey_IsInvalid()
    {
        byte[][] publicKeys =
        [
            _authority.Rsa.ExportSubjectPublicKeyInfo(), _authority.Rsa.ExportRSAPublicKey(),
            Encoding.ASCII.GetBytes(_authority.Rsa.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(_authority.Rsa.ExportSubjectPublicKeyInfoPem() + "\n"),
            _authority.Rsa.ExportParameters(false).Modulus!,
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(_authority.Rsa.ExportParameters(false).Modulus)),
        ];

        var outcomes = await Task.WhenAll(publicKeys.Select(key =>
            GetAsync(TokenText.Hs256(new { alg = "HS256", kid = "rsa" }, AuthorityClaims(), key))));

        Assert.That(outcomes, Is.All.EqualTo("401 invalid_token"));
    }

    [Test]
    public async Task Get_AuthorityIssuerSignedWithTheSymmetricKey_IsInvalid() => Assert.That(
        await GetAsync(TokenText.Hs256(AuthorityClaims(), Key)), Is.EqualTo("401 invalid_token"));

    [Test]
    public async Task Get_AuthorityIssuerWithoutSignature_IsInvalid() => Assert.That(
        await GetAsync(TokenText.Sign(new { alg = "none", kid = "rsa" }, AuthorityClaims(), _ => [])), Is.EqualTo("401 invalid_token"));

    [Test]
    public async Task Get_AnotherRsaKeyWithTheSameKid_IsInvalid()
    {
        using var own = RSA.Create(2048);

        Assert.That(
            await GetAsync(TokenText.Sign(
                new { alg = "RS256", kid = "rsa" },
                AuthorityClaims(),
                data => own.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))),
            Is.EqualTo("401 invalid_token"));
    }

    [Test]
    public async Task Get_TokenWithItsOwnKeyUrl_UrlIsNeverFetched()
    {
        await using var forger = await TestAuthority.StartAsync();
        var header = new { alg = "RS256", kid = "rsa", jku = $"{forger.Issuer}/jwks", x5u = $"{forger.Issuer}/cert" };
        var token = TokenText.Sign(
            header, AuthorityClaims(), data => forger.Rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Assert.That((await GetAsync(token), forger.Requests), Is.EqualTo(("401 invalid_token", 0)));
    }

    [Test]
    public async Task Get_SymmetricToken_SendsNothingToTheAuthority() => Assert.That(
        (await GetAsync(TokenText.Hs256(Claims.Valid(_workspace), Key)), _authority.Requests), Is.EqualTo((Accepted, 0)));

    [Test]
    public async Task Get_SymmetricIssuerSignedWithTheAuthorityKey_IsInvalid() => Assert.That(
        (await GetAsync(_authority.Rs256(Claims.Valid(_workspace))), _authority.Requests), Is.EqualTo(("401 invalid_token", 0)));

    [Test]
    public async Task Get_ApiKey_SendsNothingToTheAuthority()
    {
        using var client = await _service.CreateClientAsync(_workspace);

        Assert.That((await client.GetAsync("1").OutcomeAsync(), _authority.Requests), Is.EqualTo((Accepted, 0)));
    }

    [Test]
    public async Task Get_AuthorityUnavailable_Is503WithRetryAfter()
    {
        _authority.IsUnavailable = true;
        using var client = _service.CreateClient(_workspace, _authority.Rs256(AuthorityClaims()));

        using var answer = await client.GetAsync("1");

        Assert.That(
            ((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta > TimeSpan.Zero, await Task.FromResult(answer).OutcomeAsync()),
            Is.EqualTo((503, true, "503 authority_unavailable")));
    }

    [Test]
    public async Task Get_AuthorityAvailableAgain_IsAccepted()
    {
        _authority.IsUnavailable = true;
        await GetAsync(_authority.Rs256(AuthorityClaims()));
        _authority.IsUnavailable = false;

        Assert.That(await GetAsync(_authority.Rs256(AuthorityClaims())), Is.EqualTo(Accepted));
    }

    [Test]
    public async Task Get_AuthorityUnavailableAfterKeysAreCached_IsAccepted()
    {
        await GetAsync(_authority.Rs256(AuthorityClaims()));
        _authority.IsUnavailable = true;

        Assert.That(await GetAsync(_authority.Rs256(AuthorityClaims())), Is.EqualTo(Accepted));
    }

    [Test]
    public async Task Get_AuthorityUnavailable_OtherCredentialsAreAccepted()
    {
        _authority.IsUnavailable = true;
        using var client = await _service.CreateClientAsync(_workspace);

        Assert.That(
            (await GetAsync(TokenText.Hs256(Claims.Valid(_workspace), Key)), await client.GetAsync("1").OutcomeAsync()),
            Is.EqualTo((Accepted, Accepted)));
    }

    [Test]
    public async Task Get_AuthorityUnavailableAndMalformedToken_IsInvalid()
    {
        _authority.IsUnavailable = true;

        Assert.That((await GetAsync("junk"), _authority.Requests), Is.EqualTo(("401 invalid_token", 0)));
    }

    private object AuthorityClaims() => Claims.Valid(_workspace, _authority.Issuer);

    private async Task<string> GetAsync(string token)
    {
        using var client = _service.CreateClient(_workspace, token);
        return await client.GetAsync("1").OutcomeAsync();
    }
}
