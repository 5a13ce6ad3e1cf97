using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Recordings.Infrastructure.Disk;

/// <summary>
/// Makes files survive a power cut: syncs the file, renames it into place, and syncs the folder. It calls libc directly because
/// .NET's Flush(true) and FlushToDisk return normally when fsync fails, and because no .NET API syncs a folder.
/// A failed sync is final: the kernel may have dropped the pages, so the file is never synced again (fsync(2)).
/// </summary>
internal static class DurableFile
{
    private const int OpenReadOnly = 0;
    private const int OpenCloseOnExec = 0x80000;

    /// <summary>Moves a written file to its name. The file is visible there only when it is complete and synced.</summary>
    /// <exception cref="IOException">A step failed; the file may exist under either name.</exception>
    public static void Publish(SafeFileHandle written, string from, string to, bool overwrite = true)
    {
        Sync(written);
        var folder = Path.GetDirectoryName(to)!;
        CreateFolder(folder);
        File.Move(from, to, overwrite);
        SyncFolder(folder);
    }

    /// <exception cref="IOException">The sync failed; the bytes may not be on the disk.</exception>
    public static void Sync(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
            RandomAccess.FlushToDisk(file);
        else if (fsync(file) != 0)
            throw Fault("fsync");
    }

    /// <summary>Creates the folder and its parents. A new folder is durable after its parent is synced.</summary>
    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;

        var parent = Path.GetDirectoryName(folder)!;
        CreateFolder(parent);
        OwnerOnly.CreateFolder(folder);
        SyncFolder(parent);
    }

    private static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;

        using var handle = open(folder, OpenReadOnly | (OperatingSystem.IsLinux() ? OpenCloseOnExec : 0));
        if (handle.IsInvalid)
            throw Fault("open");
        Sync(handle);
    }

    private static IOException Fault(string call) =>
        new($"{call}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(SafeFileHandle file);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern SafeFileHandle open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
