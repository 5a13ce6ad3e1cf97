namespace Recordings.Infrastructure.Disk;

public sealed class DataOptions
{
    public const string Section = "Data";

    /// <summary>Relative to the working directory, or absolute.</summary>
    public string Directory { get; init; } = "data";
}
