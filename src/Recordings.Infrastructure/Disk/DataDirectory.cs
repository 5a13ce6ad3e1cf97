using Microsoft.Extensions.Options;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.Disk;

/// <summary>The folders of the embedded database, the objects and the keys. Only their owner has access.</summary>
internal sealed class DataDirectory(IOptions<DataOptions> options)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _root = Path.GetFullPath(options.Value.Directory);

    public string DatabaseFile => Path.Combine(_root, "recordings.db");

    public string Objects => Path.Combine(_root, "objects");

    /// <summary>On the same file system as the objects, so that a complete file can be renamed into place.</summary>
    public string Staging => Path.Combine(_root, "staging");

    public string LinkKeys => Path.Combine(_root, "link-keys");

    /// <exception cref="DependencyUnavailableException">The folders cannot be created.</exception>
    public void Create() => FileFaults.Translate(() =>
    {
        foreach (var folder in (ReadOnlySpan<string>)[_root, Objects, Staging])
            CreatePrivate(folder);
    });

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
    }
}
