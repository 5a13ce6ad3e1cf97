using System.Text.Json.Nodes;

namespace Recordings.Api.Tests.Authentication;

/// <summary>The claims of a valid token. A test changes one of them.</summary>
internal static class Claims
{
    public const string Issuer = "https://issuer.example";
    public const string Audience = "recordings";

    public static JsonObject Valid(string workspace, string issuer = Issuer) => new()
    {
        ["iss"] = issuer,
        ["aud"] = Audience,
        ["sub"] = "m-17",
        ["exp"] = SecondsFromNow(600),
        ["scope"] = "chats:read",
        ["workspace_uuid"] = workspace,
    };

    /// <summary>The valid claims with one JSON value replaced; null removes it. In JSON, {workspace} stands for the workspace.</summary>
    public static JsonObject With(string workspace, string name, string? json)
    {
        var claims = Valid(workspace);
        claims.Remove(name);
        if (json is not null)
            claims[name] = JsonNode.Parse(json.Replace("{workspace}", workspace, StringComparison.Ordinal));
        return claims;
    }

    public static long SecondsFromNow(int seconds) => DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds;
}
