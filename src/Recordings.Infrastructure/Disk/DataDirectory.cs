using Microsoft.Extensions.Options;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.Disk;

/// <summary>The folders of the embedded database, the objects and the keys. Only their owner has access.</summary>
internal sealed class DataDirectory(IOptions<DataOptions> options)
{
    private readonly string _root = Path.GetFullPath(options.Value.Directory);

    public string DatabaseFile => Path.Combine(_root, "recordings.db");

    public string Objects => Path.Combine(_root, "objects");

    /// <summary>On the same file system as the objects, so that a complete file can be renamed into place.</summary>
    public string Staging => Path.Combine(_root, "staging");

    public string LinkKeys => Path.Combine(_root, "link-keys");

    /// <summary>
    /// Creates the folders. Folders and files that exist become private too, whatever mode they had. Files that do not belong to the
    /// service stay as they are, since the directory may have been chosen wrongly.
    /// </summary>
    /// <exception cref="DependencyUnavailableException">The folders cannot be created.</exception>
    public void Create() => FileFaults.Translate(() =>
    {
        foreach (var folder in (ReadOnlySpan<string>)[_root, Objects, Staging])
            OwnerOnly.CreateFolder(folder);

        OwnerOnly.Tighten(_root);
        foreach (var folder in (ReadOnlySpan<string>)[Objects, Staging])
            OwnerOnly.TightenAll(folder);
        foreach (var file in (ReadOnlySpan<string>)[DatabaseFile, $"{DatabaseFile}-wal", $"{DatabaseFile}-shm", $"{DatabaseFile}-journal", LinkKeys])
            OwnerOnly.Tighten(file);
    });

    /// <summary>Creates the database's file if there is none. SQLite gives its log and its index the mode of this file.</summary>
    /// <exception cref="DependencyUnavailableException">The file cannot be created.</exception>
    public void CreateDatabaseFile() => FileFaults.Translate(() => PrivateFile.Ensure(DatabaseFile));
}
