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
}
