using System.Text;

namespace Recordings.Api.Authentication;

/// <summary>The accepted token issuers: an OpenID Connect authority, an owner of the symmetric key, or both.</summary>
internal sealed class JwtOptions
{
    public const string Section = "Authentication:Jwt";
    public const int MinSigningKeyBytes = 32;

    /// <summary>The URL of the authority. Its discovery document contains issuer and keys.</summary>
    public string? Authority { get; init; }

    public string? Audience { get; init; }

    /// <summary>
    /// The issuer of tokens signed with <see cref="SigningKey"/>. Without a signing key, it replaces the issuer of the
    /// authority's document.
    /// </summary>
    public string? Issuer { get; init; }

    /// <summary>UTF-8 text of at least 32 bytes, HS256.</summary>
    public string? SigningKey { get; init; }

    /// <summary>Unsafe combinations of settings: one sentence for each.</summary>
    public static IEnumerable<string> FindErrors(IConfiguration configuration)
    {
        var jwt = configuration.GetSection(Section).Get<JwtOptions>() ?? new JwtOptions();
        var hasAuthority = !string.IsNullOrEmpty(jwt.Authority);
        var hasSigningKey = !string.IsNullOrEmpty(jwt.SigningKey);

        if ((hasAuthority || hasSigningKey) && string.IsNullOrEmpty(jwt.Audience))
            yield return $"{Section}:Audience must be set, or tokens made for others would be taken.";
        if (hasSigningKey && string.IsNullOrEmpty(jwt.Issuer))
            yield return $"{Section}:Issuer must be set beside a signing key.";
        if (hasSigningKey && Encoding.UTF8.GetByteCount(jwt.SigningKey!) < MinSigningKeyBytes)
            yield return $"{Section}:SigningKey must have at least {MinSigningKeyBytes} bytes.";
        if (hasAuthority && !(Uri.TryCreate(jwt.Authority, UriKind.Absolute, out var authority) && authority.Scheme == Uri.UriSchemeHttps))
            yield return $"{Section}:Authority must be an https URL.";
    }
}
