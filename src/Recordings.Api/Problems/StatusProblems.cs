using Microsoft.AspNetCore.Diagnostics;
using Recordings.Api.Access;
using Recordings.Application;

namespace Recordings.Api.Problems;

/// <summary>Gives a body to statuses that the framework answers without one: no such route, no such method.</summary>
internal static class StatusProblems
{
    public static Task WriteAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var failure = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound when SignedTarget.Claims(http) => Failures.LinkInvalid,
            StatusCodes.Status404NotFound => Failures.RouteNotFound,
            StatusCodes.Status405MethodNotAllowed => Failures.MethodNotAllowed,
            StatusCodes.Status413PayloadTooLarge => Failures.BodyTooLarge,
            StatusCodes.Status415UnsupportedMediaType => Failures.UnsupportedBodyType,
            _ => Failures.UnknownRequest,
        };
        return http.Response.StatusCode is >= 400 and < 500 ? ProblemWriter.WriteAsync(http, failure) : Task.CompletedTask;
    }
}
