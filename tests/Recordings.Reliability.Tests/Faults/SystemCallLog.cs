using System.Text.RegularExpressions;

namespace Recordings.Reliability.Tests.Faults;

/// <summary>The log of strace: the calls of all threads of a process, in order of time.</summary>
internal static partial class SystemCallLog
{
    /// <summary>A command that runs another one and logs its calls to a file. The other one keeps the process id (-D).</summary>
    public static string[] StraceCommand(string file) =>
        ["strace", "-D", "-f", "-y", "-s", "48", "-e", "trace=pwrite64,fsync,fdatasync,rename,renameat,renameat2,sendto,sendmsg,write", "-o", file];

    public static async Task<IReadOnlyList<SystemCall>> ReadAsync(string file)
    {
        var calls = new List<SystemCall>();
        var unfinished = new Dictionary<string, SystemCall>();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(file))
        {
            number++;
            if (Resumed().Match(line) is { Success: true } resumed && unfinished.Remove(resumed.Groups[1].Value, out var started))
                calls.Add(started with { End = number });
            else if (Started().Match(line) is { Success: true } call)
            {
                var entry = new SystemCall(call.Groups[2].Value, line, number, number);
                if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
                    unfinished[call.Groups[1].Value] = entry;
                else
                    calls.Add(entry);
            }
        }

        return calls;
    }

    [GeneratedRegex(@"^(\d+)\s+(\w+)\(")]
    private static partial Regex Started();

    [GeneratedRegex(@"^(\d+)\s+<\.\.\. \w+ resumed>")]
    private static partial Regex Resumed();
}
