using Microsoft.Extensions.Options;
using Recordings.Application.Capture;
using Recordings.Application.Ports;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Inspection;

namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>Inspects a body and returns the kind of result that the test expects.</summary>
internal static class TestInspector
{
    public static readonly ChunkMediaType Wav = Type("audio/wav");

    public static ChunkMediaType Type(string header) =>
        ChunkMediaType.TryParse(header, out var type) ? type : throw new AssertionException($"'{header}' was not parsed.");

    public static Task<ChunkInspection> InspectAsync(Stream body, ChunkMediaType type, long? maxBytes = null) =>
        Create(maxBytes).InspectAsync(body, type, CancellationToken.None);

    /// <param name="maxBytes">Capture:MaxChunkBytes; null for the default.</param>
    public static ChunkInspector Create(long? maxBytes = null) =>
        new(Options.Create(maxBytes is { } bytes ? new CaptureOptions { MaxChunkBytes = bytes } : new CaptureOptions()));

    public static async Task<ChunkInspection.Audio> AudioAsync(byte[] body, ChunkMediaType? type = null) =>
        await InspectAsync(new WatchedBody(body), type ?? Wav) switch
        {
            ChunkInspection.Audio audio => audio,
            var other => throw new AssertionException($"Not audio: {other}"),
        };

    public static async Task<string> ReasonAsync(byte[] body, ChunkMediaType? type = null) =>
        await InspectAsync(new WatchedBody(body), type ?? Wav) switch
        {
            ChunkInspection.Rejected rejected => rejected.Reason,
            var other => throw new AssertionException($"Not rejected: {other}"),
        };
}
