using Recordings.Api.Tests.Running;

namespace Recordings.Api.Tests.Capture;

internal static class KeptFiles
{
    /// <summary>Every object, and whatever is still being received.</summary>
    public static string[] KeptPaths(this TestService service) =>
    [
        .. new[] { "objects", "staging" }
            .Select(folder => Path.Combine(service.DataDirectory, folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)),
    ];
}
