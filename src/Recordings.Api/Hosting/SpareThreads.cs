namespace Recordings.Api.Hosting;

/// <summary>
/// Threads that the pool starts without delay. Rendering keeps as many busy as there are processors, and database and disk calls block
/// theirs. Without more threads, health and new requests would wait until the pool adds one, half a second each.
/// </summary>
internal static class SpareThreads
{
    private const int Blocked = 8;

    public static void Reserve()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, (2 * Environment.ProcessorCount) + Blocked), completions);
    }
}
