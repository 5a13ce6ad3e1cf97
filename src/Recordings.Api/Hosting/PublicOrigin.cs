namespace Recordings.Api.Hosting;

/// <summary>Scheme and authority under which callers reach the service.</summary>
public sealed class PublicOrigin(IConfiguration configuration)
{
    public const string Key = "PublicBaseUrl";

    private readonly Uri? _configured = configuration[Key] is { Length: > 0 } text ? new Uri(text) : null;

    /// <summary>What is configured, else the request's own.</summary>
    public Uri Of(HttpRequest request) => _configured ?? new Uri($"{request.Scheme}://{request.Host}");
}
