using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Authentication;

/// <summary>Tokens with correct claims and a signature that is not the issuer's (RFC 8725).</summary>
[TestFixture]
internal sealed class ForgedTokenTests
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a symmetric key of the tests, 32 bytes and more");
    private static readonly byte[] ForgerKey = Encoding.UTF8.GetBytes("a forger's own key, as long as the right one is");
    private static readonly RSA ForgerRsa = RSA.Create(2048);

    private TestService _service = null!;
    private string _workspace = null!;

    private static IEnumerable<TestCaseData> Forgeries() => new Dictionary<string, Func<object, string>>
    {
        ["alg none, no signature"] = claims => TokenText.Sign(new { alg = "none" }, claims, _ => []),
        ["alg none, some signature"] = claims => TokenText.Sign(new { alg = "none" }, claims, _ => new byte[32]),
        ["alg None"] = claims => TokenText.Sign(new { alg = "None" }, claims, _ => []),
        ["alg NONE"] = claims => TokenText.Sign(new { alg = "NONE" }, claims, _ => []),
        ["alg none, two parts"] = claims => TokenText.Sign(new { alg = "none" }, claims, _ => []).TrimEnd('.'),
        ["alg empty"] = claims => TokenText.Hs256(new { alg = "" }, claims, Key),
        ["alg null"] = claims => TokenText.Hs256(new { alg = (string?)null }, claims, Key),
        ["alg missing"] = claims => TokenText.Hs256(new { typ = "JWT" }, claims, Key),
        ["alg hs256"] = claims => TokenText.Hs256(new { alg = "hs256" }, claims, Key),
        ["alg an array"] = claims => TokenText.Hs256(new { alg = new[] { "HS256" } }, claims, Key),
        ["HS384 with the right key"] = claims => TokenText.Sign(new { alg = "HS384" }, claims, data => HMACSHA384.HashData(Key, data)),
        ["HS512 with the right key"] = claims => TokenText.Sign(new { alg = "HS512" }, claims, data => HMACSHA512.HashData(Key, data)),
        ["HS512 named, HS256 used"] = claims => TokenText.Hs256(new { alg = "HS512" }, claims, Key),
        ["RS256 named, HS256 used"] = claims => TokenText.Hs256(new { alg = "RS256" }, claims, Key),
        ["RS256 with the forger's key"] = claims => Rs256(new { alg = "RS256" }, claims),
        ["HS256 with another key"] = claims => TokenText.Hs256(claims, ForgerKey),
        ["HS256 with no key"] = claims => TokenText.Hs256(claims, []),
        ["HS256 with a zero byte"] = claims => TokenText.Hs256(claims, [0]),
        ["HS256 without the key's last byte"] = claims => TokenText.Hs256(claims, Key[..^1]),
        ["jwk of the forger's symmetric key"] = claims => TokenText.Hs256(
            new { alg = "HS256", jwk = new { kty = "oct", k = Base64Url.EncodeToString(ForgerKey) } }, claims, ForgerKey),
        ["jwk of the forger's RSA key"] = claims => Rs256(new { alg = "RS256", jwk = Jwk() }, claims),
        ["jku"] = claims => TokenText.Hs256(new { alg = "HS256", jku = "http://127.0.0.1:9/jwks" }, claims, ForgerKey),
        ["x5u"] = claims => Rs256(new { alg = "RS256", x5u = "http://127.0.0.1:9/cert" }, claims),
        ["x5c"] = claims => Rs256(new { alg = "RS256", x5c = new[] { "MIIB" } }, claims),
        ["kid of a file"] = claims => TokenText.Hs256(new { alg = "HS256", kid = "../../../../dev/null" }, claims, []),
        ["kid with SQL"] = claims => TokenText.Hs256(new { alg = "HS256", kid = "x' UNION SELECT 'key" }, claims, Encoding.UTF8.GetBytes("key")),
        ["kid a number"] = claims => TokenText.Hs256(new { alg = "HS256", kid = 7 }, claims, ForgerKey),
        ["no signature"] = claims => Cut(TokenText.Hs256(claims, Key), 43),
        ["half a signature"] = claims => Cut(TokenText.Hs256(claims, Key), 22),
        ["a signature of one byte more"] = claims => TokenText.Sign(new { alg = "HS256" }, claims, data => [.. HMACSHA256.HashData(Key, data), 0]),
        ["a fourth part"] = claims => TokenText.Hs256(claims, Key) + ".e30",
        ["five parts"] = claims => TokenText.Hs256(claims, Key) + ".e30.e30",
        ["an encrypted token"] = claims => TokenText.Encode("""{"alg":"dir","enc":"A128CBC-HS256"}""") + "..AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA",
        ["another payload under the signature"] = claims => Swap(TokenText.Hs256(claims, Key), 1, TokenText.Encode("""{"sub":"m-99"}""")),
        ["another header under the signature"] = claims => Swap(TokenText.Hs256(claims, Key), 0, TokenText.Encode("""{"alg":"HS256"}""")),
        ["a signature of zeros"] = claims => TokenText.Sign(new { alg = "HS256" }, claims, _ => new byte[32]),
        ["a signature of the payload alone"] = claims => TokenText.Sign(
            new { alg = "HS256" }, claims, data => HMACSHA256.HashData(Key, data[(Array.IndexOf(data, (byte)'.') + 1)..])),
        ["the signature in front"] = claims => string.Join('.', TokenText.Hs256(claims, Key).Split('.').Reverse()),
        ["a payload that is no object"] = _ => TokenText.SignText("""{"alg":"HS256"}""", "[1]", data => HMACSHA256.HashData(Key, data)),
        ["a payload that is no JSON"] = _ => TokenText.SignText("""{"alg":"HS256"}""", "sub=m-17", data => HMACSHA256.HashData(Key, data)),
        ["a header that is no JSON"] = _ => TokenText.SignText("alg=HS256", "{}", data => HMACSHA256.HashData(Key, data)),
        ["an empty payload"] = _ => TokenText.SignText("""{"alg":"HS256"}""", "", data => HMACSHA256.HashData(Key, data)),
        ["only dots"] = _ => "..",
        ["no base64"] = _ => "a~b.c+d.e/f",
    }.Select(forgery => new TestCaseData(forgery.Value).SetArgDisplayNames(forgery.Key));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            $"--Authentication:Jwt:Issuer={Claims.Issuer}", $"--Authentication:Jwt:Audience={Claims.Audience}",
            $"--Authentication:Jwt:SigningKey={Encoding.UTF8.GetString(Key)}");
        _workspace = await _service.CreateWorkspaceAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        ForgerRsa.Dispose();
        await _service.DisposeAsync();
    }

    [TestCaseSource(nameof(Forgeries))]
    public async Task Get_ForgedToken_IsInvalid(Func<object, string> forge) => Assert.That(
        await GetAsync(forge(Claims.Valid(_workspace))), Is.EqualTo("401 invalid_token"));

    [Test]
    public async Task Get_ValidToken_IsAccepted() => Assert.That(
        await GetAsync(TokenText.Hs256(Claims.Valid(_workspace), Key)), Is.EqualTo("404 chat_not_found"));

    private async Task<string> GetAsync(string token)
    {
        using var client = _service.CreateClient(_workspace);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await client.GetAsync("1").OutcomeAsync();
    }

    private static string Rs256(object header, object claims) => TokenText.Sign(
        header, claims, data => ForgerRsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static object Jwk()
    {
        var key = ForgerRsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) };
    }

    private static string Cut(string token, int characters) => token[..^characters];

    private static string Swap(string token, int index, string part)
    {
        var parts = token.Split('.');
        parts[index] = part;
        return string.Join('.', parts);
    }
}
