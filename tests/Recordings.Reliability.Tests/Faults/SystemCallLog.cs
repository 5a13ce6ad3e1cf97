using System.Text.RegularExpressions;

namespace Recordings.Reliability.Tests.Faults;

/// <summary>What strace writes about all threads of a process, in the order in which it happened.</summary>
internal static partial class SystemCallLog
{
    /// <summary>The command that runs another one and writes its calls to a file; the other one keeps its process id.</summary>
    public static string[] Command(string file) =>
        ["strace", "-D", "-f", "-y", "-s", "48", "-e", "trace=pwrite64,fsync,fdatasync,rename,renameat,renameat2,sendto,sendmsg,write", "-o", file];

    public static async Task<IReadOnlyList<SystemCall>> ReadAsync(string file)
    {
        var calls = new List<SystemCall>();
        var underway = new Dictionary<string, SystemCall>();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(file))
        {
            number++;
            if (Resumed().Match(line) is { Success: true } resumed && underway.Remove(resumed.Groups[1].Value, out var begun))
                calls.Add(begun with { End = number });
            else if (Begun().Match(line) is { Success: true } call)
            {
                var seen = new SystemCall(call.Groups[2].Value, line, number, number);
                if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
                    underway[call.Groups[1].Value] = seen;
                else
                    calls.Add(seen);
            }
        }

        return calls;
    }

    [GeneratedRegex(@"^(\d+)\s+(\w+)\(")]
    private static partial Regex Begun();

    [GeneratedRegex(@"^(\d+)\s+<\.\.\. \w+ resumed>")]
    private static partial Regex Resumed();
}
