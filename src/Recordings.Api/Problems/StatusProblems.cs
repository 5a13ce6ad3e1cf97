using Microsoft.AspNetCore.Diagnostics;
using Recordings.Api.Links;
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
            StatusCodes.Status404NotFound when SignedTarget.Claims(http) =>
                new Failure(FailureCode.LinkInvalid, "The link is not one that this service signed."),
            StatusCodes.Status404NotFound => new Failure(FailureCode.RouteNotFound, "There is nothing at this path."),
            StatusCodes.Status405MethodNotAllowed =>
                new Failure(FailureCode.MethodNotAllowed, "This path does not take this method; Allow names those it takes."),
            StatusCodes.Status413PayloadTooLarge => new Failure(FailureCode.BodyTooLarge, "The body is larger than this route takes."),
            StatusCodes.Status415UnsupportedMediaType =>
                new Failure(FailureCode.UnsupportedMediaType, "Send application/json as Content-Type."),
            _ => new Failure(FailureCode.MalformedRequest, "The request could not be understood."),
        };
        return http.Response.StatusCode is >= 400 and < 500 ? ProblemWriter.WriteAsync(http, failure) : Task.CompletedTask;
    }
}
