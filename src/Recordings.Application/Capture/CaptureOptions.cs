namespace Recordings.Application.Capture;

/// <summary>Limits of what is captured.</summary>
public sealed class CaptureOptions
{
    public const string Section = "Capture";

    public long MaxChunkBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>No chunk ends later than this after the call's start.</summary>
    public double MaxCallHours { get; init; } = 24;

    public int MaxChunksPerCall { get; init; } = 200_000;

    /// <summary>A call with a longer stretch where no track sounds is assembled only when a link is asked for.</summary>
    public double MaxSilentHours { get; init; } = 4;
}
