using System.Diagnostics;

namespace Recordings.Reliability.Tests.Faults;

/// <summary>The library made from faults.c, compiled once in a run.</summary>
internal static class FaultLibrary
{
    private static readonly Lazy<string> Compiled = new(Compile);

    public static string Path => Compiled.Value;

    private static string Compile()
    {
        var folder = AppContext.BaseDirectory;
        var library = System.IO.Path.Combine(folder, "Faults", "libfaults.so");
        var source = System.IO.Path.Combine(folder, "Faults", "faults.c");
        using var compiler = Process.Start(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O1", "-o", library, source]) { RedirectStandardError = true })!;
        var errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? library : throw new InvalidOperationException(errors);
    }
}
