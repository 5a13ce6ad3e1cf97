using Microsoft.Net.Http.Headers;

namespace Recordings.Api.Hosting;

/// <summary>Configures the origins whose pages may call the service, and the response headers that their scripts may read.</summary>
internal static class CorsRegistration
{
    public const string Key = "Cors:AllowedOrigins";

    private static readonly string[] Exposed =
    [
        HeaderNames.AcceptRanges, HeaderNames.ContentDisposition, HeaderNames.ContentLength, HeaderNames.ContentRange,
        HeaderNames.ETag, HeaderNames.LastModified, HeaderNames.Link, HeaderNames.RetryAfter,
    ];

    private static readonly string[] Accepted =
    [
        HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.Range, HeaderNames.IfRange, HeaderNames.IfMatch,
        HeaderNames.IfNoneMatch, HeaderNames.IfModifiedSince, HeaderNames.IfUnmodifiedSince,
    ];

    public static IServiceCollection AddContractCors(this IServiceCollection services, IConfiguration configuration) =>
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(Origins(configuration))
            .WithMethods("GET", "HEAD", "PUT", "POST", "DELETE")
            .WithHeaders(Accepted)
            .WithExposedHeaders(Exposed)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));

    public static string[] Origins(IConfiguration configuration) => configuration.ReadList(Key);
}
