using Recordings.Domain.Timelines;

namespace Recordings.Application.Capture;

/// <summary>Limits of chunks and calls.</summary>
public sealed class CaptureOptions
{
    public const string Section = "Capture";

    public long MaxChunkBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Hours from the call's start. No chunk ends later.</summary>
    public double MaxCallHours { get; init; } = 24;

    /// <summary><see cref="MaxCallHours"/> in the unit of a chunk's start.</summary>
    public MediaTime MaxCall => new((long)(MaxCallHours * 3600) * 1_000_000_000);

    public int MaxChunksPerCall { get; init; } = 200_000;
}
