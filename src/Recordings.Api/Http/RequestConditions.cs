using Microsoft.Extensions.Primitives;

namespace Recordings.Api.Http;

/// <summary>The header fields that decide between 200, 206, 304, 412 and 416; null = absent, several lines of one field joined by commas (RFC 9110 §5.3).</summary>
internal sealed record RequestConditions
{
    /// <summary>Range is defined for GET alone (§14.2); every other field binds HEAD too.</summary>
    public required bool IsGet { get; init; }

    public string? IfMatch { get; init; }

    public string? IfUnmodifiedSince { get; init; }

    public string? IfNoneMatch { get; init; }

    public string? IfModifiedSince { get; init; }

    public string? IfRange { get; init; }

    public string? Range { get; init; }

    public static RequestConditions From(HttpRequest request) => new()
    {
        IsGet = HttpMethods.IsGet(request.Method),
        IfMatch = Joined(request.Headers.IfMatch),
        IfUnmodifiedSince = Joined(request.Headers.IfUnmodifiedSince),
        IfNoneMatch = Joined(request.Headers.IfNoneMatch),
        IfModifiedSince = Joined(request.Headers.IfModifiedSince),
        IfRange = Joined(request.Headers.IfRange),
        Range = Joined(request.Headers.Range),
    };

    private static string? Joined(StringValues lines) => lines.Count == 0 ? null : lines.ToString();
}
