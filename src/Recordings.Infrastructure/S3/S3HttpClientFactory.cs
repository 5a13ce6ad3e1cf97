using Amazon.Runtime;

namespace Recordings.Infrastructure.S3;

/// <summary>Connections that follow the endpoint's name when it moves, and no more of them than a store takes from one client.</summary>
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

    /// <summary>One client a configuration, kept by the SDK.</summary>
    public override string GetConfigUniqueString(IClientConfig clientConfig) => clientConfig.ServiceURL ?? clientConfig.RegionEndpoint.SystemName;
}
