using System.Collections.Concurrent;

namespace Recordings.Application.Scheduling;

/// <summary>Runs work of one key once at a time: callers that come while it runs share it. It is not tied to one caller's cancellation.</summary>
public sealed class SharedWork<TKey, TResult>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TResult>>> _running = new();

    /// <summary>Joins the running work of this key, else starts <paramref name="work"/> on the thread pool.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the work goes on.</exception>
    public Task<TResult> RunAsync(TKey key, Func<Task<TResult>> work, CancellationToken cancellationToken) =>
        _running.GetOrAdd(key, _ => new(() => Task.Run(() => RunOnceAsync(key, work)))).Value.WaitAsync(cancellationToken);

    /// <summary>Waits until the work that runs now has ended, whether it failed or not.</summary>
    public Task WaitForAllAsync() => Task.WhenAll(_running.Values.Select(work => work.Value)).ContinueWith(
        _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private async Task<TResult> RunOnceAsync(TKey key, Func<Task<TResult>> work)
    {
        try
        {
            return await work();
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }
}
