using System.Globalization;

namespace Recordings.Reliability.Tests.Load;

/// <summary>The resident memory of a process on Linux, in MiB; 0 elsewhere.</summary>
internal static class ResidentMemory
{
    public static int CurrentMiB(int process) => Read(process, "VmRSS");

    /// <summary>The highest value since the process began.</summary>
    public static int PeakMiB(int process) => Read(process, "VmHWM");

    private static int Read(int process, string field)
    {
        var status = $"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status";
        return File.Exists(status)
            ? int.Parse(
                File.ReadLines(status).First(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ')[^2],
                CultureInfo.InvariantCulture) / 1024
            : 0;
    }
}
