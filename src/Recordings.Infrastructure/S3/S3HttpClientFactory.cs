using Amazon.Runtime;

namespace Recordings.Infrastructure.S3;

/// <summary>Limits the number of connections, and renews them so that a DNS change of the endpoint takes effect.</summary>
internal sealed class S3HttpClientFactory : HttpClientFactory
{
    private const int MaxConnections = 64;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxConnectionsPerServer = MaxConnections,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The SDK keeps one HTTP client for each configuration string.</summary>
    public override string GetConfigUniqueString(IClientConfig clientConfig) => clientConfig.ServiceURL ?? clientConfig.RegionEndpoint.SystemName;
}
