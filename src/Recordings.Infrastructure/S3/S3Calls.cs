using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.S3;

/// <summary>
/// Runs each call to the store with a deadline and a bounded number of retries with jitter, and translates its faults to the
/// port's exceptions. All calls may be repeated: reads change nothing, and writes put the same bytes under the same key.
/// </summary>
internal sealed class S3Calls(IOptions<S3Options> options, TimeProvider time)
{
    /// <summary>A store that transfers fewer bytes a second counts as unavailable.</summary>
    private const long MinBytesPerSecond = 256 * 1024;

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

    /// <param name="bytes">How many bytes the call transfers; the deadline grows with them.</param>
    /// <param name="call">May run several times.</param>
    /// <param name="cancellationToken">Cancels the call and its retries.</param>
    /// <exception cref="DependencyUnavailableException">The store is unavailable or too slow.</exception>
    public async Task<T> RunAsync<T>(long bytes, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await AttemptAsync(bytes, call, token), cancellationToken);

    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RunAsync(0, call, cancellationToken);

    private async ValueTask<T> AttemptAsync<T>(long bytes, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(
            options.Value.Timeout + TimeSpan.FromSeconds(bytes / MinBytesPerSecond), time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await call(linked.Token);
        }
        catch (Exception fault) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new DependencyUnavailableException(Dependency.Storage, new TimeoutException("The object store took too long.", fault));
        }
        catch (Exception fault) when (S3Faults.IsUnavailable(fault) && !cancellationToken.IsCancellationRequested)
        {
            throw new DependencyUnavailableException(Dependency.Storage, S3Faults.WithStatus(fault));
        }
    }
}
