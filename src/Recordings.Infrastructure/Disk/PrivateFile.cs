namespace Recordings.Infrastructure.Disk;

/// <summary>Creates files that only their owner can read or write.</summary>
internal static class PrivateFile
{
    /// <summary>Creates an unbuffered file. While it is open, other code of this process can read and delete it.</summary>
    /// <exception cref="IOException">The file exists already, or cannot be created.</exception>
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
            options.UnixCreateMode = OwnerOnly.File;
        return new FileStream(path, options);
    }

    /// <summary>Creates an empty file if there is none.</summary>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public static void Ensure(string path)
    {
        if (File.Exists(path))
            return;

        try
        {
            CreateNew(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process created it in between.
        }
    }
}
