using System.Collections.Concurrent;

namespace Recordings.Reliability.Tests.Needs;

/// <summary>Tests that this machine cannot run, told at the end of the run so that nobody takes them for passed.</summary>
internal static class LeftOut
{
    private static readonly ConcurrentQueue<string> Tests = new();

    public static IReadOnlyCollection<string> All => Tests;

    public static void Add(string test) => Tests.Enqueue(test);
}
