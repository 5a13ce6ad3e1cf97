using System.Diagnostics;

namespace Recordings.Reliability.Tests.Requirements;

/// <summary>The test mounts its own file system. Root may do so, except in a container without that permission.</summary>
internal sealed class RequiresRootAttribute() : RequirementAttribute("RequiresRoot", Reason.Value)
{
    private static readonly Lazy<string?> Reason = new(FindReason);

    private static string? FindReason()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "only root may mount a file system";
        if (InstalledPrograms.ReasonIfMissing("mkfs.ext4") is { } missing)
            return missing;

        var folder = Directory.CreateTempSubdirectory("recordings-trust-").FullName;
        try
        {
            return Succeeds("mount", "-t", "tmpfs", "tmpfs", folder) && Succeeds("umount", folder) && File.Exists("/dev/loop-control")
                ? null
                : "this container may not mount a file system";
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
