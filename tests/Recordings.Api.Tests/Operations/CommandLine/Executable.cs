using System.Diagnostics;
using System.Text.Json;

namespace Recordings.Api.Tests.Operations.CommandLine;

/// <summary>The service's own executable, which the build puts beside the tests.</summary>
internal static class Executable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly string FileName = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "recordings.exe" : "recordings");

    /// <summary>Runs the executable to its end, in Production, with this data directory.</summary>
    public static Task<Run> RunAsync(string dataDirectory, params string[] arguments) =>
        RunAsync(new Dictionary<string, string> { ["Data:Directory"] = dataDirectory }, arguments);

    /// <summary>Runs the executable to its end, in Production, with these settings in its environment.</summary>
    public static async Task<Run> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(FileName, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
            await process.WaitForExitAsync(timeout.Token);
            return new Run(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}

/// <summary>The exit code and the output of a finished process.</summary>
internal sealed record Run(int ExitCode, string Output, string Errors)
{
    /// <summary>Standard output's only line; fails the test if there are more or fewer.</summary>
    public JsonElement Line()
    {
        Assert.That((ExitCode, Output.Count(c => c == '\n')), Is.EqualTo((0, 1)), Output + Errors);
        return JsonElement.Parse(Output);
    }
}
