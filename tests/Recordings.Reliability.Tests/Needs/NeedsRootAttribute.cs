using System.Diagnostics;

namespace Recordings.Reliability.Tests.Needs;

/// <summary>Mounts a file system of its own: root may, except in a container that was not allowed to.</summary>
internal sealed class NeedsRootAttribute() : NeedsAttribute("NeedsRoot", WhyNot.Value)
{
    private static readonly Lazy<string?> WhyNot = new(Find);

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "only root may mount a file system";
        if (Tools.WhyNot("mkfs.ext4") is { } missing)
            return missing;

        var place = Directory.CreateTempSubdirectory("recordings-trust-").FullName;
        try
        {
            return Succeeds("mount", "-t", "tmpfs", "tmpfs", place) && Succeeds("umount", place) && File.Exists("/dev/loop-control")
                ? null
                : "this container may not mount a file system";
        }
        finally
        {
            Directory.Delete(place);
        }
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
