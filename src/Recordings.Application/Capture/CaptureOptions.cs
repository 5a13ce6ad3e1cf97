using Microsoft.Extensions.Configuration;
using Recordings.Application.Configuration;
using Recordings.Application.Ports;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Capture;

/// <summary>Limits of chunks and calls.</summary>
public sealed class CaptureOptions
{
    public const string Section = "Capture";

    /// <summary>The largest body. A larger size in a WAV header means that its writer did not know it.</summary>
    public long MaxChunkBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Hours from the call's start. No chunk ends later.</summary>
    public double MaxCallHours { get; init; } = 24;

    /// <summary><see cref="MaxCallHours"/> in the unit of a chunk's start.</summary>
    public MediaTime MaxCall => new((long)((decimal)MaxCallHours * 3_600_000_000_000));

    public int MaxChunksPerCall { get; init; } = 200_000;

    /// <summary>A lower limit does not end the tracks that a call has already.</summary>
    public int MaxTracksPerCall { get; init; } = 64;

    /// <summary>The limits of one call's chunks.</summary>
    public CallLimits Call => new(MaxChunksPerCall, MaxTracksPerCall);

    /// <summary>Limits of the settings: one sentence for each that is out of its range.</summary>
    public static IEnumerable<string?> FindErrors(IConfiguration configuration) =>
    [
        configuration.FindWholeNumberError($"{Section}:{nameof(MaxChunkBytes)}", 1, 1L << 30),
        configuration.FindNumberError($"{Section}:{nameof(MaxCallHours)}", 0.001, 24 * 365),
        configuration.FindWholeNumberError($"{Section}:{nameof(MaxChunksPerCall)}", 1, 10_000_000),
        configuration.FindWholeNumberError($"{Section}:{nameof(MaxTracksPerCall)}", 1, Timeline.MaxTracks),
    ];
}
