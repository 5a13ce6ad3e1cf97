using Microsoft.Extensions.Primitives;

namespace Recordings.Api.Http;

/// <summary>
/// The header fields that decide between 200, 206, 304, 412 and 416. Null means absent. Several lines of one field are joined by
/// commas (RFC 9110 §5.3).
/// </summary>
internal sealed record RequestConditions
{
    /// <summary>Range is defined only for GET (§14.2); every other field applies to HEAD too.</summary>
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
        IfMatch = Join(request.Headers.IfMatch),
        IfUnmodifiedSince = Join(request.Headers.IfUnmodifiedSince),
        IfNoneMatch = Join(request.Headers.IfNoneMatch),
        IfModifiedSince = Join(request.Headers.IfModifiedSince),
        IfRange = Join(request.Headers.IfRange),
        Range = Join(request.Headers.Range),
    };

    private static string? Join(StringValues lines) => lines.Count == 0 ? null : lines.ToString();
}
