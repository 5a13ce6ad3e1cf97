using System.Diagnostics;

namespace Recordings.Benchmarks.Running;

/// <summary>Many connections at once, one thread for each.</summary>
internal static class HttpLoad
{
    /// <summary>Returns the answered requests per second of all connections together.</summary>
    public static double RequestsPerSecond(int port, string request, int connections, TimeSpan duration)
    {
        var answered = 0L;
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        OnThreads(connections, _ =>
        {
            using var connection = new Connection(port);
            var own = 0L;
            for (; Stopwatch.GetTimestamp() < end; own++)
                connection.Exchange(request);
            Interlocked.Add(ref answered, own);
        });
        return answered / duration.TotalSeconds;
    }

    /// <summary>Reads a file in ranges, which the connections share; returns the bytes per second.</summary>
    /// <param name="request">The head without its final empty line.</param>
    public static double RangeBytesPerSecond(int port, string request, long length, int part, int connections, int rounds)
    {
        var parts = (int)(length / part);
        var watch = Stopwatch.StartNew();
        var received = 0L;
        OnThreads(connections, thread =>
        {
            using var connection = new Connection(port);
            for (var i = thread; i < parts * rounds; i += connections)
            {
                var first = (long)(i % parts) * part;
                Interlocked.Add(ref received, connection.Exchange($"{request}Range: bytes={first}-{first + part - 1}\r\n\r\n"));
            }
        });
        return received / watch.Elapsed.TotalSeconds;
    }

    public static void OnThreads(int count, Action<int> work)
    {
        var failures = new List<Exception>();
        var threads = Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            try
            {
                work(index);
            }
            catch (Exception failure)
            {
                lock (failures)
                    failures.Add(failure);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }
}
