using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Recordings.Api.Authentication;

/// <summary>Registers the authentication schemes. Each request uses the scheme that fits the form of its token.</summary>
internal static class BearerSchemes
{
    private const string Any = "Bearer";
    private const string ApiKey = "ApiKey";
    private const string Authority = "Authority";
    private const string SigningKey = "SigningKey";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AuthorityTimeout = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddBearerAuthentication(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var jwt = configuration.GetSection(JwtOptions.Section).Get<JwtOptions>() ?? new JwtOptions();

        // Not AddAuthentication: it also registers data protection keys for cookies, and the service uses no cookies.
        services.AddAuthenticationCore(options => options.DefaultScheme = Any).AddWebEncoders();
        services.AddSingleton<IAuthenticationConfigurationProvider, NoSchemeSettings>();
        var schemes = new AuthenticationBuilder(services)
            .AddPolicyScheme(Any, null, options => options.ForwardDefaultSelector = context => Choose(context.Request, jwt))
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKey, null);

        if (!string.IsNullOrEmpty(jwt.Authority))
            schemes.AddJwtBearer(Authority, options => TrustAuthority(options, jwt, requireHttps: !environment.IsDevelopment()));
        if (!string.IsNullOrEmpty(jwt.SigningKey))
            schemes.AddJwtBearer(SigningKey, options => TrustSigningKey(options, jwt));
        return services;
    }

    /// <summary>The prefix identifies an API key. The issuer selects the scheme of a JWT; the scheme then verifies that issuer.</summary>
    private static string Choose(HttpRequest request, JwtOptions jwt) => BearerToken.Read(request) switch
    {
        BearerToken.Token { IsApiKey: false } token when !string.IsNullOrEmpty(jwt.SigningKey)
            && (string.IsNullOrEmpty(jwt.Authority) || UnverifiedIssuer(token.Text) == jwt.Issuer) => SigningKey,
        BearerToken.Token { IsApiKey: false } when !string.IsNullOrEmpty(jwt.Authority) => Authority,
        _ => ApiKey,
    };

    private static string? UnverifiedIssuer(string token)
    {
        try
        {
            return new JsonWebToken(token).Issuer;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private static void TrustAuthority(JwtBearerOptions options, JwtOptions jwt, bool requireHttps)
    {
        options.Authority = jwt.Authority;
        options.RequireHttpsMetadata = requireHttps;
        options.BackchannelTimeout = AuthorityTimeout;
        Configure(options, jwt, [
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
            SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
            SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        ]);
        if (string.IsNullOrEmpty(jwt.SigningKey) && !string.IsNullOrEmpty(jwt.Issuer))
            options.TokenValidationParameters.ValidIssuer = jwt.Issuer;
    }

    private static void TrustSigningKey(JwtBearerOptions options, JwtOptions jwt)
    {
        Configure(options, jwt, [SecurityAlgorithms.HmacSha256]);
        options.TokenValidationParameters.ValidIssuer = jwt.Issuer;
        options.TokenValidationParameters.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(jwt.SigningKey!));
    }

    private static void Configure(JwtBearerOptions options, JwtOptions jwt, string[] algorithms)
    {
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = jwt.Audience,
            ValidAlgorithms = algorithms,
            RequireAudience = true,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateAudience = true,
            ValidateIssuer = true,
            ValidateIssuerSigningKey = true,
            ValidateLifetime = true,
            ClockSkew = ClockSkew,
        };
        options.Events = new JwtCallers();
    }
}
