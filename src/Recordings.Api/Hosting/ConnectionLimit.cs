using System.Globalization;

namespace Recordings.Api.Hosting;

/// <summary>
/// How many connections the process's file descriptors allow. A runtime that cannot open a descriptor for a new thread
/// ends the process, so connections are turned away before that: a limit of 65,536 and more never binds in practice.
/// </summary>
internal static class ConnectionLimit
{
    private const string Limits = "/proc/self/limits";
    private const string OpenFiles = "Max open files";

    /// <summary>About 300 are open when the service idles, two for every assembly; threads under load open the rest.</summary>
    private const int OfTheRuntime = 450;

    /// <summary>The connection itself, a staged body, a folder to sync, and a database connection's two.</summary>
    private const int PerConnection = 5;

    private const int Fewest = 8;

    /// <summary>Null where no limit is known.</summary>
    public static long? Find() => File.Exists(Limits) ? Parse(File.ReadLines(Limits)) : null;

    /// <param name="lines">As in proc(5): the name, the soft and the hard limit, the unit.</param>
    internal static long? Parse(IEnumerable<string> lines)
    {
        var line = lines.FirstOrDefault(line => line.StartsWith(OpenFiles, StringComparison.Ordinal));
        var soft = line?[OpenFiles.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptors)
            ? Math.Max(Fewest, (descriptors - OfTheRuntime) / PerConnection)
            : null;
    }
}
