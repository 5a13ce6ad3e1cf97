using Microsoft.AspNetCore.Http.Features;

namespace Recordings.Api.Access;

/// <summary>The request target exactly as received. A link's signature covers these bytes.</summary>
internal static class SignedTarget
{
    public static string Read(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    /// <summary>True for any target with a signature parameter, also if the rest of the link is damaged.</summary>
    public static bool Claims(HttpContext context) => Read(context).Contains("signature=", StringComparison.Ordinal);
}
