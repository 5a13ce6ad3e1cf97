using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Recordings.Api.Tests.Running.Service;

/// <summary>Valid tokens of a symmetric key, for callers that an API key cannot represent.</summary>
internal static class Tokens
{
    private const string Key = "a signing key of at least 32 bytes, of the tests' own";
    private const string Issuer = "https://issuer.example";
    private const string Audience = "recordings";

    public static string[] Settings { get; } =
    [
        $"--Authentication:Jwt:SigningKey={Key}", $"--Authentication:Jwt:Issuer={Issuer}", $"--Authentication:Jwt:Audience={Audience}",
    ];

    public static string Create(string subject, string scope, string workspace) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Audience,
        Expires = DateTime.UtcNow.AddMinutes(10),
        Claims = new Dictionary<string, object> { ["sub"] = subject, ["scope"] = scope, ["workspace_uuid"] = workspace },
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Key)), SecurityAlgorithms.HmacSha256),
    });
}
