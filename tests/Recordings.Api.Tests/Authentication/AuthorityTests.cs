using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Authentication;

/// <summary>Tokens of an OpenID Connect authority, alone and beside a symmetric key.</summary>
[TestFixture]
internal sealed class AuthorityTests
{
    private const string LetIn = "404 chat_not_found";

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
    public async Task Get_TokensOfTheAuthority_AreLetIn() => Assert.That(
        new[] { await GetAsync(_authority.Rs256(OfAuthority())), await GetAsync(_authority.Ps256(OfAuthority())), await GetAsync(_authority.Es256(OfAuthority())) },
        Is.All.EqualTo(LetIn));

    [Test]
    public async Task Get_TokensOfTheAuthority_AskItForItsKeysOnce()
    {
        for (var i = 0; i < 5; i++)
            await GetAsync(_authority.Rs256(OfAuthority()));

        Assert.That(_authority.Requests, Is.EqualTo(2));
    }

    [Test]
    public async Task Get_AuthorityAlone_ItsTokensAreLetInAndOthersAreNot()
    {
        await using var service = await TestService.StartAsync(
            "--environment=Development", $"--Authentication:Jwt:Authority={_authority.Issuer}", $"--Authentication:Jwt:Audience={Claims.Audience}");
        var workspace = await service.CreateWorkspaceAsync();
        using var genuine = service.CreateClient(workspace, _authority.Rs256(Claims.Good(workspace, _authority.Issuer)));
        using var foreign = service.CreateClient(workspace, _authority.Rs256(Claims.Good(workspace)));

        Assert.That(
            (await genuine.GetAsync("1").OutcomeAsync(), await foreign.GetAsync("1").OutcomeAsync()), Is.EqualTo((LetIn, "401 invalid_token")));
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
            GetAsync(TokenText.Hs256(new { alg = "HS256", kid = "rsa" }, OfAuthority(), key))));

        Assert.That(outcomes, Is.All.EqualTo("401 invalid_token"));
    }

    [Test]
    public async Task Get_Hs256WithTheSymmetricKeyInTheAuthoritysName_IsInvalid() => Assert.That(
        await GetAsync(TokenText.Hs256(OfAuthority(), Key)), Is.EqualTo("401 invalid_token"));

    [Test]
    public async Task Get_TokenWithoutSignatureInTheAuthoritysName_IsInvalid() => Assert.That(
        await GetAsync(TokenText.Sign(new { alg = "none", kid = "rsa" }, OfAuthority(), _ => [])), Is.EqualTo("401 invalid_token"));

    [Test]
    public async Task Get_AnotherRsaKeyUnderTheSameKid_IsInvalid()
    {
        using var own = RSA.Create(2048);

        Assert.That(
            await GetAsync(TokenText.Sign(
                new { alg = "RS256", kid = "rsa" }, OfAuthority(), data => own.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))),
            Is.EqualTo("401 invalid_token"));
    }

    [Test]
    public async Task Get_KeysOffered_AreNeverFetched()
    {
        await using var forger = await TestAuthority.StartAsync();
        var header = new { alg = "RS256", kid = "rsa", jku = $"{forger.Issuer}/jwks", x5u = $"{forger.Issuer}/cert" };
        var token = TokenText.Sign(header, OfAuthority(), data => forger.Rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Assert.That((await GetAsync(token), forger.Requests), Is.EqualTo(("401 invalid_token", 0)));
    }

    [Test]
    public async Task Get_SymmetricToken_NeverReachesTheAuthority() => Assert.That(
        (await GetAsync(TokenText.Hs256(Claims.Good(_workspace), Key)), _authority.Requests), Is.EqualTo((LetIn, 0)));

    [Test]
    public async Task Get_AuthoritysKeyInTheSymmetricIssuersName_IsInvalidAndNeverReachesTheAuthority() => Assert.That(
        (await GetAsync(_authority.Rs256(Claims.Good(_workspace))), _authority.Requests), Is.EqualTo(("401 invalid_token", 0)));

    [Test]
    public async Task Get_ApiKey_NeverReachesTheAuthority()
    {
        using var client = await _service.CreateClientAsync(_workspace);

        Assert.That((await client.GetAsync("1").OutcomeAsync(), _authority.Requests), Is.EqualTo((LetIn, 0)));
    }

    [Test]
    public async Task Get_AuthorityAway_Is503WithRetryAfter()
    {
        _authority.IsAway = true;
        using var client = _service.CreateClient(_workspace, _authority.Rs256(OfAuthority()));

        using var answer = await client.GetAsync("1");

        Assert.That(
            ((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta > TimeSpan.Zero, await Task.FromResult(answer).OutcomeAsync()),
            Is.EqualTo((503, true, "503 authority_unavailable")));
    }

    [Test]
    public async Task Get_AuthorityBack_IsLetIn()
    {
        _authority.IsAway = true;
        await GetAsync(_authority.Rs256(OfAuthority()));
        _authority.IsAway = false;

        Assert.That(await GetAsync(_authority.Rs256(OfAuthority())), Is.EqualTo(LetIn));
    }

    [Test]
    public async Task Get_AuthorityAwayAfterItsKeysAreKnown_IsLetIn()
    {
        await GetAsync(_authority.Rs256(OfAuthority()));
        _authority.IsAway = true;

        Assert.That(await GetAsync(_authority.Rs256(OfAuthority())), Is.EqualTo(LetIn));
    }

    [Test]
    public async Task Get_AuthorityAway_OtherCredentialsAreLetIn()
    {
        _authority.IsAway = true;
        using var client = await _service.CreateClientAsync(_workspace);

        Assert.That(
            (await GetAsync(TokenText.Hs256(Claims.Good(_workspace), Key)), await client.GetAsync("1").OutcomeAsync()), Is.EqualTo((LetIn, LetIn)));
    }

    [Test]
    public async Task Get_AuthorityAwayAndNoTokenAtAll_IsInvalid()
    {
        _authority.IsAway = true;

        Assert.That((await GetAsync("junk"), _authority.Requests), Is.EqualTo(("401 invalid_token", 0)));
    }

    private object OfAuthority() => Claims.Good(_workspace, _authority.Issuer);

    private async Task<string> GetAsync(string token)
    {
        using var client = _service.CreateClient(_workspace, token);
        return await client.GetAsync("1").OutcomeAsync();
    }
}
