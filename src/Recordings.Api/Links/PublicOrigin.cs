namespace Recordings.Api.Links;

/// <summary>The scheme and authority that callers use to reach the service.</summary>
public sealed class PublicOrigin(IConfiguration configuration)
{
    public const string Key = "PublicBaseUrl";

    private readonly Uri? _configured = configuration[Key] is { Length: > 0 } text ? new Uri(text) : null;

    /// <summary>The configured origin, otherwise the request's own.</summary>
    /// <exception cref="BadHttpRequestException">The request has no host, or a host that is invalid in a URL.</exception>
    public Uri Resolve(HttpRequest request) => _configured
        ?? (Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own)
            ? own
            : throw new BadHttpRequestException("The Host header is missing or invalid."));
}
