using Microsoft.Extensions.Configuration;
using Recordings.Application.Configuration;

namespace Recordings.Application.Links;

/// <summary>Limits of download links, of transfers and of the wait for an assembly.</summary>
public sealed class DownloadOptions
{
    public const string Section = "Downloads";

    /// <summary>One week, the maximum for an S3 signature.</summary>
    public const int GreatestExpirySeconds = 604_800;

    public int DefaultExpirySeconds { get; init; } = 3600;

    public int MaxExpirySeconds { get; init; } = 3600;

    /// <summary>How long one request waits for an assembly. The assembly continues after that.</summary>
    public int MaxWaitSeconds { get; init; } = 25;

    /// <summary>Transfers of audio at once for a key or subject, those of its links included.</summary>
    public int MaxTransfersPerCredential { get; init; } = 256;

    public TimeSpan MaxWait => TimeSpan.FromSeconds(MaxWaitSeconds);

    public TimeSpan MaxExpiry => TimeSpan.FromSeconds(MaxExpirySeconds);

    /// <summary>Limits of the settings: one sentence for each that is out of its range.</summary>
    public static IEnumerable<string?> FindErrors(IConfiguration configuration) =>
    [
        configuration.FindWholeNumberError($"{Section}:{nameof(MaxExpirySeconds)}", 1, GreatestExpirySeconds),
        configuration.FindWholeNumberError($"{Section}:{nameof(DefaultExpirySeconds)}", 1, MaxExpiryOf(configuration)),
        configuration.FindWholeNumberError($"{Section}:{nameof(MaxWaitSeconds)}", 1, 3600),
        configuration.FindWholeNumberError($"{Section}:{nameof(MaxTransfersPerCredential)}", 1, 1_000_000),
    ];

    /// <summary>The lifetime that the caller asked for, or else the default; at most the maximum.</summary>
    public TimeSpan LifetimeFor(LinkLifetime? requested) =>
        TimeSpan.FromSeconds(Math.Min(requested?.Seconds ?? DefaultExpirySeconds, MaxExpirySeconds));

    /// <summary>If the maximum itself is invalid, the greatest possible one: one sentence is enough.</summary>
    private static long MaxExpiryOf(IConfiguration configuration) => configuration[$"{Section}:{nameof(MaxExpirySeconds)}"] switch
    {
        null => new DownloadOptions().MaxExpirySeconds,
        var text when SettingRules.TryParse(text, out var seconds) && seconds is >= 1 and <= GreatestExpirySeconds => seconds,
        _ => GreatestExpirySeconds,
    };
}
