namespace Recordings.Api.Authentication;

/// <summary>Who may issue tokens: an OpenID Connect authority, a holder of the symmetric key, or both.</summary>
internal sealed class JwtOptions
{
    public const string Section = "Authentication:Jwt";
    public const int MinSigningKeyBytes = 32;

    /// <summary>Its discovery document names issuer and keys.</summary>
    public string? Authority { get; init; }

    public string? Audience { get; init; }

    /// <summary>The issuer of tokens signed with <see cref="SigningKey"/>; for an authority alone, the issuer to expect instead of its document's.</summary>
    public string? Issuer { get; init; }

    /// <summary>UTF-8 text of at least 32 bytes, HS256.</summary>
    public string? SigningKey { get; init; }
}
