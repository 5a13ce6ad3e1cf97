using Microsoft.Extensions.Configuration;
using Recordings.Application.Configuration;

namespace Recordings.Application.Assembly;

/// <summary>What is assembled in the background, and how much of it at a time.</summary>
public sealed class AssemblyOptions
{
    public const string Section = "Assembly";

    /// <summary>Set beside the limits of capture: operators know it under this key.</summary>
    public const string MaxSilentHoursKey = "Capture:MaxSilentHours";

    /// <summary>Assemblies that one process runs at a time; the rest wait in line.</summary>
    public int AtOnce { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>A call with a longer stretch where no track sounds is assembled only when a link is asked for.</summary>
    public double MaxSilentHours { get; set; } = 4;

    /// <summary>Limits of the settings: one sentence for each that is out of its range.</summary>
    public static IEnumerable<string?> FindErrors(IConfiguration configuration) =>
    [
        configuration.FindNumberError(MaxSilentHoursKey, 0, 24 * 365),
        configuration.FindWholeNumberError($"{Section}:{nameof(AtOnce)}", 1, 1000),
    ];
}
