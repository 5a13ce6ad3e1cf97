using Microsoft.AspNetCore.Http.Features;

namespace Recordings.Api.Access;

/// <summary>The request target exactly as received: what a link's signature covers.</summary>
internal static class SignedTarget
{
    public static string Read(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    /// <summary>Whether the request means to be a signed link, however mangled.</summary>
    public static bool Claims(HttpContext context) => Read(context).Contains("signature=", StringComparison.Ordinal);
}
