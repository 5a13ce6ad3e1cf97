using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.FileStore;

/// <summary>Keeps space free for chunks: assembled files can be made again later, chunks cannot.</summary>
internal sealed partial class FreeSpace(DataDirectory data, IOptions<StorageOptions> options, ILogger<FreeSpace> logger)
{
    private int _isLow;

    /// <exception cref="DependencyUnavailableException">Less space than configured would stay free after a file of this many bytes.</exception>
    public void Require(long bytes)
    {
        var free = FileFaults.Translate(() => new DriveInfo(data.Objects).AvailableFreeSpace);
        if (free - bytes < options.Value.MinFreeBytes)
        {
            if (Interlocked.Exchange(ref _isLow, 1) == 0)
                LogLow(free, bytes, options.Value.MinFreeBytes);
            throw new DependencyUnavailableException(
                Dependency.Storage, new IOException($"The disk has {free} bytes free, and {StorageOptions.MinFreeBytesKey} would not stay free."));
        }

        if (Volatile.Read(ref _isLow) != 0 && Interlocked.Exchange(ref _isLow, 0) != 0)
            LogEnough(free);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Assemblies stop: of {Free} free bytes a file takes up to {Bytes}, and {Least} must stay free (Storage:MinFreeBytes)")]
    private partial void LogLow(long free, long bytes, long least);

    [LoggerMessage(Level = LogLevel.Information, Message = "Assemblies continue: {Free} bytes are free")]
    private partial void LogEnough(long free);
}
