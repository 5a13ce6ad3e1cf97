namespace Recordings.Application.Links;

/// <summary>Limits of download links and of the wait for an assembly.</summary>
public sealed class DownloadOptions
{
    public const string Section = "Downloads";

    /// <summary>One week, the maximum for an S3 signature.</summary>
    public const int GreatestExpirySeconds = 604_800;

    public int DefaultExpirySeconds { get; init; } = 3600;

    public int MaxExpirySeconds { get; init; } = 3600;

    /// <summary>How long one request waits for an assembly. The assembly continues after that.</summary>
    public int MaxWaitSeconds { get; init; } = 25;

    public TimeSpan MaxWait => TimeSpan.FromSeconds(MaxWaitSeconds);

    public TimeSpan MaxExpiry => TimeSpan.FromSeconds(MaxExpirySeconds);

    /// <summary>The lifetime that the caller asked for, or else the default; at most the maximum.</summary>
    public TimeSpan LifetimeFor(LinkLifetime? requested) =>
        TimeSpan.FromSeconds(Math.Min(requested?.Seconds ?? DefaultExpirySeconds, MaxExpirySeconds));
}
