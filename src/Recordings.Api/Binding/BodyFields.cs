namespace Recordings.Api.Binding;

/// <summary>The header fields that change what the bytes of a request's body mean.</summary>
internal static class BodyFields
{
    private const string Identity = "identity";

    /// <summary>Whether Content-Encoding names a coding other than identity (RFC 9110 §8.4). Several lines are one list.</summary>
    public static bool IsCoded(HttpRequest request) => request.Headers.ContentEncoding
        .SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Any(coding => !coding.Equals(Identity, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether Content-Range says that the body is one part of a representation (RFC 9110 §14.5).</summary>
    public static bool IsPart(HttpRequest request) =>
        (HttpMethods.IsPut(request.Method) || HttpMethods.IsPost(request.Method)) && request.Headers.ContentRange.Count > 0;
}
