namespace Recordings.Reliability.Tests.Running;

/// <summary>A folder that is deleted on disposal.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("recordings-trust-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
