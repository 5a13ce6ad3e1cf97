using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Recordings.Reliability.Tests.Running;

/// <summary>The service's executable: the one built with these tests, or the one that RECORDINGS_EXECUTABLE names.</summary>
internal static class ServiceExecutable
{
    private static readonly string Path = Environment.GetEnvironmentVariable("RECORDINGS_EXECUTABLE") is { Length: > 0 } named
        ? named
        : typeof(ServiceExecutable).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "ServiceExecutable").Value!;

    /// <param name="settings">Configuration, as environment variables.</param>
    /// <param name="prefix">A command that starts another one, such as prlimit with its options; may be empty.</param>
    /// <param name="arguments">The service's command line.</param>
    public static ProcessStartInfo CreateStartInfo(ServiceSettings settings, IReadOnlyList<string> prefix, params string[] arguments)
    {
        string[] words = [.. prefix, System.IO.Path.GetFullPath(Path), .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings.Values)
            start.Environment[key] = value;
        return start;
    }

    /// <summary>Runs one command and returns its line of JSON.</summary>
    public static Task<JsonElement> CommandAsync(ServiceSettings settings, params string[] arguments) =>
        CommandAsync(settings, [], arguments);

    /// <param name="settings">Configuration, as environment variables.</param>
    /// <param name="prefix">A command that starts another one; may be empty.</param>
    /// <param name="arguments">The command.</param>
    public static async Task<JsonElement> CommandAsync(ServiceSettings settings, IReadOnlyList<string> prefix, params string[] arguments)
    {
        using var process = Process.Start(CreateStartInfo(settings, prefix, arguments))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonDocument.Parse(output).RootElement
            : throw new AssertionException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
    }
}
