using Recordings.Api.Problems;
using Recordings.Application;

namespace Recordings.Api.Hosting;

/// <summary>
/// Refuses requests whose end two readers could see in different places (RFC 9112 §2.2, §6.1, §6.3): the server itself
/// reads them leniently, and a proxy before it need not agree, which is how requests are smuggled.
/// </summary>
internal sealed class RequestFraming(RequestDelegate next)
{
    /// <summary>Where the server puts a Content-Length that came with a Transfer-Encoding.</summary>
    private const string Displaced = "X-Content-Length";

    private const string LoneLineFeeds = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    /// <summary>A line ends with CR LF, not with LF alone. Read by servers that are built afterwards.</summary>
    public static void EndLinesStrictly() => AppContext.SetSwitch(LoneLineFeeds, true);

    public Task InvokeAsync(HttpContext context)
    {
        if (HasOneEnd(context.Request))
            return next(context);

        context.Response.Headers.Connection = "close";
        return ProblemWriter.WriteAsync(
            context, Failures.AmbiguousBody);
    }

    private static bool HasOneEnd(HttpRequest request)
    {
        var coding = request.Headers.TransferEncoding;
        return coding.Count == 0
            || (coding.Count == 1
                && "chunked".Equals(coding[0], StringComparison.OrdinalIgnoreCase)
                && HttpProtocol.IsHttp11(request.Protocol)
                && !request.Headers.ContainsKey(Displaced));
    }
}
