using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recordings.Api.Access;
using Recordings.Application;

namespace Recordings.Api.Problems;

/// <summary>Writes a failure as an RFC 9457 response.</summary>
internal static class ProblemWriter
{
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <exception cref="Application.Ports.DependencyUnavailableException">
    /// A denial could not be recorded; the response is unchanged.
    /// </exception>
    public static async Task WriteAsync(HttpContext context, Failure failure)
    {
        var kind = ProblemTable.Find(failure.Code);
        if (kind.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
            await context.RequestServices.GetRequiredService<IDenialRecord>().AnnounceDenialAsync(context, failure.Code);

        var response = context.Response;
        response.StatusCode = kind.Status;
        response.Headers.CacheControl = "no-store";
        if (failure.RetryAfter is { } retryAfter)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (Challenge.For(failure) is { } challenge)
            response.Headers.WWWAuthenticate = challenge;
        if (failure.Code is FailureCode.UnsupportedCoding)
            response.Headers.AcceptEncoding = "identity";
        RequestAccess.From(context).Failure = failure.Code;

        var body = new ProblemBody(
            $"urn:recordings:problem:{kind.Code}", kind.Title, kind.Status, failure.Detail, kind.Code, context.TraceIdentifier, failure.Errors);
        await response.WriteAsJsonAsync(body, Json, "application/problem+json", context.RequestAborted);
    }
}
