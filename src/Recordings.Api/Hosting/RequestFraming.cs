using Recordings.Api.Problems;
using Recordings.Application;

namespace Recordings.Api.Hosting;

/// <summary>
/// Rejects requests whose end is ambiguous (RFC 9112 §2.2, §6.1, §6.3). The server itself reads them leniently. If a proxy in
/// front of it finds another end, an attacker can smuggle a request.
/// </summary>
internal sealed class RequestFraming(RequestDelegate next)
{
    /// <summary>The server moves a Content-Length here if the request also has a Transfer-Encoding.</summary>
    private const string MovedContentLength = "X-Content-Length";

    private const string DisableLoneLineFeeds = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    /// <summary>Lines must end with CR LF, not with LF alone. Applies to servers that are built afterwards.</summary>
    public static void EndLinesStrictly() => AppContext.SetSwitch(DisableLoneLineFeeds, true);

    public Task InvokeAsync(HttpContext context)
    {
        if (HasUnambiguousEnd(context.Request))
            return next(context);

        context.Response.Headers.Connection = "close";
        return ProblemWriter.WriteAsync(context, Failures.AmbiguousBody);
    }

    private static bool HasUnambiguousEnd(HttpRequest request)
    {
        var coding = request.Headers.TransferEncoding;
        return coding.Count == 0
            || (coding.Count == 1
                && "chunked".Equals(coding[0], StringComparison.OrdinalIgnoreCase)
                && HttpProtocol.IsHttp11(request.Protocol)
                && !request.Headers.ContainsKey(MovedContentLength));
    }
}
