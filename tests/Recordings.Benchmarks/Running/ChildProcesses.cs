using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Recordings.Benchmarks.Running;

/// <summary>Runs programs to their end and measures their CPU in microseconds, child processes included.</summary>
internal static class ChildProcesses
{
    private const int EndedChildren = -1;

    public static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Append("/usr/sbin")
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Returns the user and system seconds of a shell command.</summary>
    /// <exception cref="InvalidOperationException">The command failed.</exception>
    public static async Task<double> MeasureAsync(string folder, string command)
    {
        var before = CpuSecondsOfEnded();
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-e"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
        })!;
        await shell.StandardInput.WriteAsync(command);
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        return shell.ExitCode == 0
            ? CpuSecondsOfEnded() - before
            : throw new InvalidOperationException($"Failed with {shell.ExitCode}: {command[..Math.Min(200, command.Length)]}");
    }

    private static double CpuSecondsOfEnded() => getrusage(EndedChildren, out var usage) == 0
        ? usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6)
        : throw new Win32Exception();

    [DllImport("libc", SetLastError = true)]
    private static extern int getrusage(int who, out Usage usage);

    /// <summary>struct rusage: two timevals, and fourteen numbers that are not used.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 18 * sizeof(long))]
    private readonly struct Usage
    {
        public readonly long UserSeconds;
        public readonly long UserMicroseconds;
        public readonly long SystemSeconds;
        public readonly long SystemMicroseconds;
    }
}
