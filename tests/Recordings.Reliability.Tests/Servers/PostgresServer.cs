using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Servers;

/// <summary>A PostgreSQL server that one fixture uses alone, so that it may suspend and crash it.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const string DebianBinaries = "/usr/lib/postgresql";

    private static readonly string Script = Path.GetFullPath(typeof(PostgresServer).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "PostgresScript").Value!);

    /// <summary>The script creates and removes this folder, which belongs to the server's own user.</summary>
    private readonly string _state = Path.Combine(Path.GetTempPath(), $"recordings-trust-postgres-{Guid.NewGuid():N}");

    public PostgresServer() => ConnectionString = Run("start").Trim();

    public static bool IsInstalled =>
        OperatingSystem.IsLinux()
        && Directory.Exists(DebianBinaries)
        && Directory.GetDirectories(DebianBinaries).Any(version => File.Exists(Path.Combine(version, "bin", "initdb")));

    public string ConnectionString { get; }

    private int Postmaster => int.Parse(File.ReadLines(Path.Combine(_state, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>SIGSTOP to all its processes: the kernel still accepts connections, but no query is answered.</summary>
    public void Suspend() => Send(Signals.Stop, [Postmaster, .. Children()]);

    /// <summary>SIGCONT.</summary>
    public void Resume() => Send(Signals.Continue, [Postmaster, .. Children()]);

    /// <summary>SIGKILL to a process that serves a client: the server ends the others, recovers from its log and serves again.</summary>
    public void Crash() => Signals.Send(
        Children().First(child => File.ReadAllText($"/proc/{child}/cmdline").Contains("127.0.0.1", StringComparison.Ordinal)), Signals.Kill);

    /// <summary>True when the server's log reports the crash.</summary>
    public bool HasCrashed => File.ReadLines(Path.Combine(_state, "log")).Any(line => line.Contains("was terminated by signal 9", StringComparison.Ordinal));

    public void Dispose() => Run("stop");

    private static void Send(int signal, IEnumerable<int> processes)
    {
        foreach (var process in processes)
            Signals.Send(process, signal);
    }

    private IEnumerable<int> Children()
    {
        var parent = $"PPid:\t{Postmaster}";
        return Directory.GetDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _) && Lines(folder).Contains(parent))
            .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
            .ToList();
    }

    private static IEnumerable<string> Lines(string process)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(process, "status"));
        }
        catch (IOException)
        {
            // The process ended in the meantime.
            return [];
        }
    }

    private string Run(string command)
    {
        var start = new ProcessStartInfo(Script, [command]) { RedirectStandardOutput = true, Environment = { ["POSTGRES_DIR"] = _state } };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Script} {command} ended with {process.ExitCode}.");
    }
}
