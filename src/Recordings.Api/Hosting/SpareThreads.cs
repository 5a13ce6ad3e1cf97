namespace Recordings.Api.Hosting;

/// <summary>
/// Threads that the pool starts without delay. Rendering keeps as many busy as there are processors. Without more threads, health and new
/// requests would wait until the pool adds one, half a second each. There are few, because work that moves between more threads costs
/// more processor time.
/// </summary>
internal static class SpareThreads
{
    private const int Spare = 2;

    public static void Reserve()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + Spare), completions);
    }
}
