using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.S3;

/// <summary>
/// Every call to the store passes here: it has a deadline, is repeated a bounded number of times with jitter, and fails as
/// the port says. All calls may be repeated: reads change nothing, and writes put the same bytes under the same key.
/// </summary>
internal sealed class S3Calls(IOptions<S3Options> options, TimeProvider time)
{
    /// <summary>A store that moves less than this much in a second is as good as away.</summary>
    private const long LeastBytesPerSecond = 256 * 1024;

    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<DependencyUnavailableException>(S3Faults.IsTransient),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(100),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <param name="bytes">How many the call moves: they are given their time.</param>
    /// <param name="call">May be run several times.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="DependencyUnavailableException">The store is away or too slow.</exception>
    public async Task<T> RunAsync<T>(long bytes, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await AttemptAsync(bytes, call, token), cancellationToken);

    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RunAsync(0, call, cancellationToken);

    private async ValueTask<T> AttemptAsync<T>(long bytes, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout + TimeSpan.FromSeconds(bytes / LeastBytesPerSecond), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (Exception fault) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new DependencyUnavailableException(Dependency.Storage, new TimeoutException("The object store took too long.", fault));
        }
        catch (Exception fault) when (S3Faults.IsUnavailable(fault) && !cancellationToken.IsCancellationRequested)
        {
            throw new DependencyUnavailableException(Dependency.Storage, S3Faults.InWords(fault));
        }
    }
}
