namespace Recordings.Api.Links;

/// <summary>Scheme and authority under which callers reach the service.</summary>
public sealed class PublicOrigin(IConfiguration configuration)
{
    public const string Key = "PublicBaseUrl";

    private readonly Uri? _configured = configuration[Key] is { Length: > 0 } text ? new Uri(text) : null;

    /// <summary>What is configured, else the request's own.</summary>
    /// <exception cref="BadHttpRequestException">The request names no host, or one that no address can have.</exception>
    public Uri Of(HttpRequest request) => _configured
        ?? (Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own)
            ? own
            : throw new BadHttpRequestException("No usable Host."));
}
