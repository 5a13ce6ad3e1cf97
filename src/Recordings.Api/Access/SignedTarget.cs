using Microsoft.AspNetCore.Http.Features;

namespace Recordings.Api.Access;

/// <summary>
/// The path and query of the request target, exactly as received. A link's signature covers these bytes. A target in absolute
/// form has a scheme and an authority too, which are not part of the signature.
/// </summary>
internal static class SignedTarget
{
    public static string Read(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return RequestTarget.FindPathAndQuery(target) ?? target;
    }

    /// <summary>True for any target with a signature parameter, also if the rest of the link is damaged.</summary>
    public static bool Claims(HttpContext context) => Read(context).Contains("signature=", StringComparison.Ordinal);
}
