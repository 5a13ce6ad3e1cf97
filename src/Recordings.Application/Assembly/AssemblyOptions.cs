using Microsoft.Extensions.Configuration;
using Recordings.Application.Configuration;

namespace Recordings.Application.Assembly;

/// <summary>Limits of assembly.</summary>
public sealed class AssemblyOptions
{
    public const string AtOnceKey = "Assembly:AtOnce";

    /// <summary>In the section of capture, where deployments set it.</summary>
    public const string MaxSilentHoursKey = "Capture:MaxSilentHours";

    /// <summary>Assemblies that one process runs at a time; the others wait.</summary>
    public int AtOnce { get; set; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Hours. A call with a longer silence on all tracks is assembled only when a link is asked for.</summary>
    public double MaxSilentHours { get; set; } = 4;

    /// <summary>Limits of the settings: one sentence for each that is out of its range.</summary>
    public static IEnumerable<string?> FindErrors(IConfiguration configuration) =>
    [
        configuration.FindNumberError(MaxSilentHoursKey, 0, 24 * 365),
        configuration.FindWholeNumberError(AtOnceKey, 1, 1000),
    ];
}
