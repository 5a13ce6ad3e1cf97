using Recordings.Application.Administration;

namespace Recordings.Api.Authentication;

/// <summary>
/// The content of the Authorization header (RFC 6750 §2.1): no bearer scheme, a malformed value, or a token. A token in the
/// query is ignored.
/// </summary>
internal abstract record BearerToken
{
    private const string SchemeName = "Bearer";

    private BearerToken()
    {
    }

    public static BearerToken Read(HttpRequest request)
    {
        // Signed links and health need no credentials: an Authorization header is ignored.
        if (RequireScopeAttribute.Find(request.HttpContext) is null)
            return new None();

        var header = request.Headers.Authorization;
        if (header.Count > 1)
            return new Malformed();

        var text = header.ToString();
        var space = text.IndexOf(' ');
        var scheme = space < 0 ? text : text[..space];
        if (!scheme.Equals(SchemeName, StringComparison.OrdinalIgnoreCase))
            return new None();

        var token = space < 0 ? "" : text[space..].Trim(' ');
        return token.Length > 0 && token.All(IsTokenCharacter) ? new Token(token) : new Malformed();
    }

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or '+' or '/' or '=';

    public sealed record None : BearerToken;

    public sealed record Malformed : BearerToken;

    public sealed record Token(string Text) : BearerToken
    {
        public bool IsApiKey => Text.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal);
    }
}
