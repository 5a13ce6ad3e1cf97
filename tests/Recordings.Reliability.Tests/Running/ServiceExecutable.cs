using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Recordings.Reliability.Tests.Running;

/// <summary>The service's own executable, as built beside these tests or as RECORDINGS_EXECUTABLE names it.</summary>
internal static class ServiceExecutable
{
    private static readonly string Path = Environment.GetEnvironmentVariable("RECORDINGS_EXECUTABLE") is { Length: > 0 } named
        ? named
        : typeof(ServiceExecutable).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "ServiceExecutable").Value!;

    /// <param name="settings">Configuration, as environment variables.</param>
    /// <param name="prefix">A command that runs another, such as prlimit with its options; none by default.</param>
    /// <param name="arguments">The service's own command line.</param>
    public static ProcessStartInfo Describe(ServiceSettings settings, IReadOnlyList<string> prefix, params string[] arguments)
    {
        string[] words = [.. prefix, System.IO.Path.GetFullPath(Path), .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings.Values)
            start.Environment[key] = value;
        return start;
    }

    /// <summary>Runs one command and gives its line of JSON.</summary>
    public static async Task<JsonElement> CommandAsync(ServiceSettings settings, params string[] arguments)
    {
        using var process = Process.Start(Describe(settings, [], arguments))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonDocument.Parse(output).RootElement
            : throw new AssertionException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
    }
}
