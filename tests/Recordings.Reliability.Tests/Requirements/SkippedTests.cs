using System.Collections.Concurrent;

namespace Recordings.Reliability.Tests.Requirements;

/// <summary>Tests that this machine cannot run. The run lists them at its end, so that a reader does not count them as passed.</summary>
internal static class SkippedTests
{
    private static readonly ConcurrentQueue<string> Tests = new();

    public static IReadOnlyCollection<string> All => Tests;

    public static void Add(string test) => Tests.Enqueue(test);
}
