namespace Recordings.Api.Access;

/// <summary>The two forms of a request target that name a resource (RFC 9112 §3.2): a path, or a URL with scheme and authority.</summary>
internal static class RequestTarget
{
    private const string AfterScheme = "://";
    private static readonly string[] Schemes = ["http", "https"];

    public static bool IsPath(string target) => target.StartsWith('/');

    /// <summary>
    /// Path and query, byte for byte as received; null for a target of neither form. An authority with user information is an
    /// error (RFC 9110 §4.2.4), and one with a backslash has no certain end.
    /// </summary>
    public static string? FindPathAndQuery(string target)
    {
        if (IsPath(target))
            return target;

        var scheme = Array.Find(Schemes, scheme => target.StartsWith(scheme + AfterScheme, StringComparison.OrdinalIgnoreCase));
        if (scheme is null)
            return null;

        var rest = target[(scheme.Length + AfterScheme.Length)..];
        var length = rest.AsSpan().IndexOfAny('/', '?');
        var (authority, after) = length < 0 ? (rest, "") : (rest[..length], rest[length..]);
        if (authority.Length == 0 || authority.AsSpan().ContainsAny('@', '\\', '#'))
            return null;

        return IsPath(after) ? after : "/" + after;
    }
}
