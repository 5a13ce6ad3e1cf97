namespace Recordings.Reliability.Tests.Needs;

/// <summary>Programs of the machine, looked for in PATH.</summary>
internal static class Tools
{
    public static string? WhyNot(string program) => Exists(program) ? null : $"{program} is not installed";

    private static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
