namespace Recordings.Infrastructure.Disk;

/// <summary>New files that only their owner may read or write.</summary>
internal static class PrivateFile
{
    /// <summary>Unbuffered, readable by others in this process and removable while open.</summary>
    /// <exception cref="IOException">The file is there already, or cannot be made.</exception>
    public static FileStream CreateNew(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
