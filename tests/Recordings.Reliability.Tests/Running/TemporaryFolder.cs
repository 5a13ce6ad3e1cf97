namespace Recordings.Reliability.Tests.Running;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("recordings-trust-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
