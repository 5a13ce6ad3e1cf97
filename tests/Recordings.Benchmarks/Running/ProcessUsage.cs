using System.Globalization;

namespace Recordings.Benchmarks.Running;

/// <summary>CPU and memory of a running process, from Linux's /proc.</summary>
internal sealed class ProcessUsage(int pid)
{
    /// <summary>USER_HZ: the unit of /proc/PID/stat on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>User and system seconds of all threads, ended threads included; in steps of 10 ms.</summary>
    public double CpuSeconds()
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");

        // The name in parentheses may contain any character; utime and stime are fields 14 and 15 (proc(5)).
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    public double PeakResidentMegabytes()
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return Number(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]) / 1024.0;
    }

    /// <summary>Waits until it uses no CPU for half a second: the runtime recompiles hot methods in the background.</summary>
    public async Task WaitUntilIdleAsync()
    {
        for (double before = -1, now = CpuSeconds(); now - before > 0.011; now = CpuSeconds())
        {
            before = now;
            await Task.Delay(TimeSpan.FromSeconds(0.5));
        }
    }

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
