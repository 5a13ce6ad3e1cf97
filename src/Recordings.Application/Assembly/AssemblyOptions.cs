namespace Recordings.Application.Assembly;

/// <summary>How many assemblies one process runs at a time; the rest wait in line.</summary>
public sealed class AssemblyOptions
{
    public const string Section = "Assembly";

    public int AtOnce { get; init; } = Math.Max(2, Environment.ProcessorCount);
}
