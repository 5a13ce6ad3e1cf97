using System.Globalization;

namespace Recordings.Api.Hosting.Connections;

/// <summary>
/// The number of connections that the process's file descriptors allow. The runtime ends the process if it cannot open a
/// descriptor for a new thread, so new connections are rejected earlier. With 65,536 descriptors or more, the service
/// never reaches its connection limit in practice.
/// </summary>
internal static class ConnectionLimit
{
    private const string LimitsFile = "/proc/self/limits";
    private const string OpenFilesLimit = "Max open files";

    /// <summary>An idle service has about 300 open, two for each loaded .NET assembly. Threads under load open the rest.</summary>
    private const int RuntimeDescriptors = 450;

    /// <summary>One for the connection, one for a staged body, one for a folder to sync, two for a database connection.</summary>
    private const int DescriptorsPerConnection = 5;

    private const int MinConnections = 8;

    /// <summary>Null if the system reports no limit.</summary>
    public static long? Find() => File.Exists(LimitsFile) ? Parse(File.ReadLines(LimitsFile)) : null;

    /// <param name="lines">The format of proc(5): name, soft limit, hard limit, unit.</param>
    internal static long? Parse(IEnumerable<string> lines)
    {
        var line = lines.FirstOrDefault(line => line.StartsWith(OpenFilesLimit, StringComparison.Ordinal));
        var soft = line?[OpenFilesLimit.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptors)
            ? Math.Max(MinConnections, (descriptors - RuntimeDescriptors) / DescriptorsPerConnection)
            : null;
    }
}
