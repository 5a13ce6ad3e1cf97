using System.Diagnostics;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Faults;

/// <summary>A small mounted file system that a test fills up, or that the kernel turns read-only as after a disk fault.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Filler = "filler";
    private readonly TemporaryFolder _folder = new();
    private readonly string? _image;

    private SmallDisk(string? image) => _image = image;

    public string DataDirectory => Path.Combine(_folder.Path, "disk");

    private string FillerFile => Path.Combine(DataDirectory, Filler);

    public static SmallDisk InMemory(int megabytes)
    {
        var disk = new SmallDisk(null);
        Directory.CreateDirectory(disk.DataDirectory);
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.DataDirectory);
        return disk;
    }

    public static SmallDisk OnLoopDevice(int megabytes)
    {
        var disk = new SmallDisk(Path.GetTempFileName());
        using (var image = File.OpenWrite(disk._image!))
            image.SetLength(megabytes * 1024L * 1024);
        Run("mkfs.ext4", "-q", "-F", disk._image!);
        Directory.CreateDirectory(disk.DataDirectory);
        disk.Mount();
        return disk;
    }

    /// <summary>Fills the free space except for the given number of bytes.</summary>
    public void Fill(int leaveBytes)
    {
        var free = new DriveInfo(DataDirectory).AvailableFreeSpace - leaveBytes;
        File.WriteAllBytes(FillerFile, new byte[free]);
    }

    public void FreeSpace() => File.Delete(FillerFile);

    /// <summary>Triggers a file system error, as a disk fault does: the kernel then remounts the file system read-only.</summary>
    public void TurnReadOnly()
    {
        var device = Path.GetFileName(Run("findmnt", "-no", "SOURCE", DataDirectory).Trim());
        File.WriteAllText($"/sys/fs/ext4/{device}/trigger_fs_error", "1");
    }

    /// <summary>Checks the file system and mounts it again, as an operator does. The service must have stopped before.</summary>
    public void Repair()
    {
        Run("umount", DataDirectory);
        using (var check = Process.Start(new ProcessStartInfo("e2fsck", ["-fy", _image!]) { RedirectStandardOutput = true, RedirectStandardError = true })!)
            check.WaitForExit();
        Mount();
    }

    public void Dispose()
    {
        Run("umount", "-l", DataDirectory);
        _folder.Dispose();
        if (_image is not null)
            File.Delete(_image);
    }

    private void Mount() => Run("mount", "-o", "loop,errors=remount-ro", _image!, DataDirectory);

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {errors}");
    }
}
