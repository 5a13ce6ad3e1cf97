using Microsoft.AspNetCore.Http.Features;
using Recordings.Api.Access;
using Recordings.Api.Problems;
using Recordings.Application;

namespace Recordings.Api.Hosting;

/// <summary>
/// Answers a target in absolute form like its path (RFC 9112 §3.2.2). The server decodes %2F in the path of such a target, which
/// changes the segments that a route sees; here the path is decoded as usual.
/// </summary>
internal sealed class AbsoluteTargets(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (RequestTarget.IsPath(target) || target == "*" || HttpMethods.IsConnect(context.Request.Method))
            return next(context);
        if (RequestTarget.FindPathAndQuery(target) is null || !Uri.TryCreate(target, UriKind.Absolute, out var url))
            return ProblemWriter.WriteAsync(context, Failures.UnknownTarget);

        context.Request.Path = PathString.FromUriComponent(url.AbsolutePath);
        return next(context);
    }
}
