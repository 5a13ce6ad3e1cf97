using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Recordings.Application.Storage;
using Recordings.Infrastructure.Disk;
using Recordings.Infrastructure.FileStore;

namespace Recordings.Infrastructure.Tests.Disk;

/// <summary>A data directory for one test; disposing deletes it.</summary>
internal sealed class TemporaryData : IDisposable
{
    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("recordings-").FullName;

    public TemporaryData()
    {
        Directory = new DataDirectory(Options.Create(new DataOptions { Directory = _root }));
        Directory.Create();
    }

    public DataDirectory Directory { get; }

    /// <param name="minFreeBytes">0: files may fill the disk of the tests.</param>
    public FileAudioStore CreateStore(long minFreeBytes = 0) => new(
        Directory,
        new FreeSpace(Directory, Options.Create(new StorageOptions { MinFreeBytes = minFreeBytes }), NullLogger<FreeSpace>.Instance));

    public void Dispose() => System.IO.Directory.Delete(_root, recursive: true);
}
