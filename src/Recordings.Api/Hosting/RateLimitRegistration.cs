using System.Threading.RateLimiting;
using Recordings.Api.Access;
using Recordings.Api.Problems;
using Recordings.Application;

namespace Recordings.Api.Hosting;

/// <summary>So many requests a minute for each key or subject, in a burst of the same size. Requests without credentials are refused anyway.</summary>
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
        if (requestsPerMinute == 0 || !RequestAccess.Of(context).IsAuthenticated)
            return RateLimitPartition.GetNoLimiter("");

        return RateLimitPartition.GetTokenBucketLimiter(RequestAccess.Of(context).Caller.Credential.ToString(), _ => new TokenBucketRateLimiterOptions
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
        return new ValueTask(ProblemWriter.WriteAsync(
            context, Failures.RateLimited(retryAfter)));
    }
}
