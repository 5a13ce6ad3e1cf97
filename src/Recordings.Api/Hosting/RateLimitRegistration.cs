using System.Threading.RateLimiting;
using Recordings.Api.Access;
using Recordings.Api.Problems;
using Recordings.Application;

namespace Recordings.Api.Hosting;

/// <summary>
/// Limits the requests per minute of each key or subject. A whole minute's requests may come at once. Requests without credentials
/// are not counted: routes that need credentials reject them anyway.
/// </summary>
internal static class RateLimitRegistration
{
    public const string Key = "RateLimit:RequestsPerMinute";

    public static IServiceCollection AddContractRateLimit(this IServiceCollection services, IConfiguration configuration)
    {
        var requestsPerMinute = configuration.GetValue<int>(Key);
        return services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, requestsPerMinute));
            limiter.OnRejected = (rejected, _) => RejectAsync(rejected.HttpContext, rejected.Lease);
        });
    }

    private static RateLimitPartition<string> Partition(HttpContext context, int requestsPerMinute)
    {
        var access = RequestAccess.From(context);
        if (requestsPerMinute == 0 || !access.IsAuthenticated)
            return RateLimitPartition.GetNoLimiter("");

        return RateLimitPartition.GetTokenBucketLimiter(access.Caller.Credential.ToString(), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = requestsPerMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / requestsPerMinute,
            QueueLimit = 0,
        });
    }

    private static ValueTask RejectAsync(HttpContext context, RateLimitLease lease)
    {
        var retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
        return new ValueTask(ProblemWriter.WriteAsync(context, Failures.RateLimited(retryAfter)));
    }
}
