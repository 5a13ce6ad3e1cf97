using Microsoft.Extensions.Options;
using Recordings.Infrastructure.Disk;

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

    public void Dispose() => System.IO.Directory.Delete(_root, recursive: true);
}
