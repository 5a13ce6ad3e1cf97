using System.Buffers;

namespace Recordings.Domain.Timelines;

/// <summary>
/// Arrays for the work on one call, some megabytes each for a long one. The shared pool of the framework keeps such arrays for each
/// thread; this one keeps two of each size for all threads.
/// </summary>
internal static class WorkArrays<T>
{
    private const int MaxLength = 512 * 1024;
    private const int KeptOfEachSize = 2;

    public static ArrayPool<T> Pool { get; } = ArrayPool<T>.Create(MaxLength, KeptOfEachSize);
}
