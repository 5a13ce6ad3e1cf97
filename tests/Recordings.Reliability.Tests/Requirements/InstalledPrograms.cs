namespace Recordings.Reliability.Tests.Requirements;

/// <summary>Programs of the machine, found through PATH.</summary>
internal static class InstalledPrograms
{
    public static string? ReasonIfMissing(string program) => Exists(program) ? null : $"{program} is not installed";

    private static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
