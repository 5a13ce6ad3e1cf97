using Recordings.Application.Ports;

namespace Recordings.Infrastructure.Disk;

/// <summary>Translates faults of the file system to the port's exceptions: disk full, read-only, out of descriptors, I/O error.</summary>
internal static class FileFaults
{
    public static bool IsUnavailable(Exception fault) => fault is IOException or UnauthorizedAccessException;

    public static bool IsMissing(Exception fault) => fault is FileNotFoundException or DirectoryNotFoundException;

    public static T Translate<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception fault) when (IsUnavailable(fault))
        {
            throw new DependencyUnavailableException(Dependency.Storage, fault);
        }
    }

    public static void Translate(Action action) => Translate(() =>
    {
        action();
        return true;
    });
}
