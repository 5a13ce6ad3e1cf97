using System.Diagnostics;

namespace Recordings.Reliability.Tests.Running;

/// <summary>Checks a condition every 20 ms until it is true.</summary>
internal static class Polling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns the time that it took; fails the test after <paramref name="timeout"/>.</summary>
    /// <param name="description">The condition in words, for the message of a failed test.</param>
    public static async Task<TimeSpan> UntilAsync(Func<Task<bool>> condition, TimeSpan timeout, string description)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > timeout)
                throw new AssertionException($"Not within {timeout.TotalSeconds} s: {description}");
            await Task.Delay(Interval);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    public static Task<TimeSpan> UntilAsync(Func<bool> condition, TimeSpan timeout, string description) =>
        UntilAsync(() => Task.FromResult(condition()), timeout, description);
}
