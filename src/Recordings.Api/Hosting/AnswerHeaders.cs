using Microsoft.Net.Http.Headers;

namespace Recordings.Api.Hosting;

/// <summary>The header fields of every response: the request id, Vary: Origin, nosniff, and no-store by default.</summary>
internal sealed class AnswerHeaders(RequestDelegate next)
{
    public const string RequestId = "X-Request-Id";

    public Task InvokeAsync(HttpContext context)
    {
        context.TraceIdentifier = Guid.NewGuid().ToString("N");
        context.Response.Headers[RequestId] = context.TraceIdentifier;
        context.Response.OnStarting(() =>
        {
            Complete(context.Response.Headers);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static void Complete(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";

        var vary = headers.GetCommaSeparatedValues(HeaderNames.Vary).Append(HeaderNames.Origin);
        headers.Vary = string.Join(", ", vary.Distinct(StringComparer.OrdinalIgnoreCase));
    }
}
