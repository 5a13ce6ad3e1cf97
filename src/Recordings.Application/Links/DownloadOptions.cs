namespace Recordings.Application.Links;

/// <summary>Limits of download links and of the wait for an assembly.</summary>
public sealed class DownloadOptions
{
    public const string Section = "Downloads";

    /// <summary>A week: the longest life that an S3 signature allows.</summary>
    public const int GreatestExpirySeconds = 604_800;

    public int DefaultExpirySeconds { get; init; } = 3600;

    public int MaxExpirySeconds { get; init; } = 3600;

    /// <summary>How long one request waits for an assembly. The assembly goes on without it.</summary>
    public int MaxWaitSeconds { get; init; } = 25;

    public TimeSpan MaxWait => TimeSpan.FromSeconds(MaxWaitSeconds);

    public TimeSpan MaxExpiry => TimeSpan.FromSeconds(MaxExpirySeconds);

    /// <summary>The default, or what was asked, lowered to the maximum.</summary>
    public TimeSpan LifetimeFor(LinkLifetime? asked) =>
        TimeSpan.FromSeconds(Math.Min(asked?.Seconds ?? DefaultExpirySeconds, MaxExpirySeconds));
}
