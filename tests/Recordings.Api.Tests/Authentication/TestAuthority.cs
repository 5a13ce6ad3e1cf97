using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Recordings.Api.Tests.Authentication;

/// <summary>An OpenID Connect issuer on a loopback port: discovery document, keys, and tokens signed with them.</summary>
internal sealed class TestAuthority : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int _requests;

    private TestAuthority(WebApplication app) => _app = app;

    public RSA Rsa { get; } = RSA.Create(2048);

    public string Issuer => _app.Urls.Single();

    /// <summary>Breaks every connection while true.</summary>
    public bool IsUnavailable { get; set; }

    public int Requests => _requests;

    public static async Task<TestAuthority> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var authority = new TestAuthority(builder.Build());
        authority._app.Run(authority.AnswerAsync);
        await authority._app.StartAsync();
        return authority;
    }

    public string Rs256(object claims, string kid = "rsa") => TokenText.Sign(
        new { alg = "RS256", typ = "JWT", kid }, claims, data => Rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public string Ps256(object claims) => TokenText.Sign(
        new { alg = "PS256", typ = "JWT", kid = "rsa" }, claims, data => Rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));

    public string Es256(object claims) => TokenText.Sign(
        new { alg = "ES256", typ = "JWT", kid = "ec" }, claims, data => _ec.SignData(data, HashAlgorithmName.SHA256));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Rsa.Dispose();
        _ec.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        if (IsUnavailable)
            context.Abort();
        else if (context.Request.Path == "/.well-known/openid-configuration")
            await context.Response.WriteAsJsonAsync(new { issuer = Issuer, jwks_uri = $"{Issuer}/jwks" });
        else
            await context.Response.WriteAsJsonAsync(new { keys = new[] { RsaKey(), EcKey() } });
    }

    private object RsaKey()
    {
        var key = Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = "rsa", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) };
    }

    private object EcKey()
    {
        var point = _ec.ExportParameters(includePrivateParameters: false).Q;
        return new { kty = "EC", use = "sig", kid = "ec", crv = "P-256", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) };
    }
}
