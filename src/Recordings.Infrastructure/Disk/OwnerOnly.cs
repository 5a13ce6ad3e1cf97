namespace Recordings.Infrastructure.Disk;

/// <summary>
/// Folders and files to which only their owner has access. The umask cannot add permissions: it only takes some away. On Windows the
/// parent folder's access list decides.
/// </summary>
internal static class OwnerOnly
{
    public const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Folder = File | UnixFileMode.UserExecute;

    // A link may lead out of the folder, so it is not followed.
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>Creates the folder; an existing one keeps its mode.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Folder);
    }

    /// <summary>
    /// Takes every other user's access to the folder away. If others had access until now, it does the same with all that the folder
    /// contains; otherwise they could not reach it.
    /// </summary>
    public static void TightenAll(string folder)
    {
        if (!Tighten(folder))
            return;

        foreach (var entry in Directory.EnumerateFileSystemEntries(folder, "*", Everything))
            Tighten(entry);
    }

    /// <summary>
    /// Takes every other user's access to the file or folder away, if it exists. What belongs to another user stays as it is, because
    /// only the owner may change it. So does a folder with the sticky bit, which is shared on purpose.
    /// </summary>
    /// <returns>True if the mode was changed.</returns>
    public static bool Tighten(string path)
    {
        if (OperatingSystem.IsWindows())
            return false;

        try
        {
            var mode = System.IO.File.GetUnixFileMode(path);
            var allowed = mode & (Directory.Exists(path) ? Folder : File);
            if (mode == allowed || mode.HasFlag(UnixFileMode.StickyBit))
                return false;

            System.IO.File.SetUnixFileMode(path, allowed);
            return true;
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException || FileFaults.IsMissing(fault))
        {
            return false;
        }
    }
}
