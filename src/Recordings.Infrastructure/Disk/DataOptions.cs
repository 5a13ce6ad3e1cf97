namespace Recordings.Infrastructure.Disk;

public sealed class DataOptions
{
    public const string Section = "Data";

    /// <summary>The data directory: an absolute path, or a path relative to the working directory.</summary>
    public string Directory { get; init; } = "data";
}
