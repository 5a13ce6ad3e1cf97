using System.Diagnostics;

namespace Recordings.Reliability.Tests.Running;

/// <summary>Asks again and again until the answer is yes.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>How long it took; fails the test when <paramref name="patience"/> is over.</summary>
    public static async Task<TimeSpan> TrueAsync(Func<Task<bool>> question, TimeSpan patience, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await question())
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
                throw new AssertionException($"Not within {patience.TotalSeconds} s: {what}");
            await Task.Delay(Pause);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    public static Task<TimeSpan> TrueAsync(Func<bool> question, TimeSpan patience, string what) =>
        TrueAsync(() => Task.FromResult(question()), patience, what);
}
