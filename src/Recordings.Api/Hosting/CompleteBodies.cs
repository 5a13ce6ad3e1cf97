using Microsoft.AspNetCore.Http.Features;

namespace Recordings.Api.Hosting;

/// <summary>
/// Serves a request with a body to its end, although its sender closes the connection: many senders close it right after the
/// last byte. A body that ended early fails when it is read. Each step after the body has a timeout of its own.
/// </summary>
internal sealed class CompleteBodies(RequestDelegate next, StopDeadline stop)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPut(context.Request.Method) || HttpMethods.IsPost(context.Request.Method))
        {
            var connection = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
            context.Features.Set<IHttpRequestLifetimeFeature>(new Lifetime(connection, stop.Passed));
        }

        return next(context);
    }

    private sealed class Lifetime(IHttpRequestLifetimeFeature connection, CancellationToken stopped) : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; } = stopped;

        public void Abort() => connection.Abort();
    }
}
