using System.Collections.Concurrent;

namespace Recordings.Reliability.Tests.Calls;

/// <summary>Clients that store chunk after chunk, one track each. They repeat each chunk, unchanged, until it is acknowledged.</summary>
internal sealed class RetryingLoad(HttpClient client, History history)
{
    private const int Clients = 6;

    private readonly ConcurrentDictionary<string, int> _failures = new();
    private int _failureCount;

    /// <summary>The answers other than acknowledgements, each with its count.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    public int FailureCount => Volatile.Read(ref _failureCount);

    /// <param name="chat">A chat that is already open.</param>
    /// <param name="isRunning">Checked before each new chunk. A chunk that was sent is still repeated until it is acknowledged.</param>
    public Task RunAsync(long chat, Func<bool> isRunning) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(number => StoreTrackAsync(chat, $"track-{number}", isRunning)));

    /// <summary>The failures in one line, for a test's output.</summary>
    public string DescribeFailures() => string.Join(", ", Failures.Select(failure => $"{failure.Value} x {failure.Key}"));

    private async Task StoreTrackAsync(long chat, string track, Func<bool> isRunning)
    {
        for (var sequence = 0; isRunning(); sequence++)
        {
            var chunk = new TestChunk(chat, track, sequence);
            while (await client.StoreAndRecordAsync(chunk, history) is not Outcome.Correct and var failure)
            {
                _failures.AddOrUpdate(failure, 1, (_, count) => count + 1);
                Interlocked.Increment(ref _failureCount);
            }
        }
    }
}
