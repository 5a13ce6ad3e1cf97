using System.Runtime.InteropServices;

namespace Recordings.Reliability.Tests.Running;

/// <summary>Signals to processes, by their Linux numbers.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <exception cref="InvalidOperationException">The process does not exist or belongs to another user.</exception>
    public static void Send(int process, int signal)
    {
        if (kill(process, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} to process {process} failed: error {Marshal.GetLastPInvokeError()}.");
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
}
