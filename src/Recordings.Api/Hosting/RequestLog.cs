using System.Diagnostics;

namespace Recordings.Api.Hosting;

/// <summary>
/// Logs one line per request, with the route's pattern. Path and query are not logged: they contain chat ids and signatures.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            LogAnswered(
                context.Request.Method, route, context.Response.StatusCode,
                (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds, context.TraceIdentifier);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} answered {Status} in {Milliseconds} ms (request {RequestId})")]
    private partial void LogAnswered(string method, string? route, int status, long milliseconds, string requestId);
}
