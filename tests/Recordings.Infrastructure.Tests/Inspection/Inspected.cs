using Recordings.Application.Ports;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Inspection;

namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>Bodies put before the inspector, with the answer that a test expects to get.</summary>
internal static class Inspected
{
    public static readonly ChunkMediaType Wav = Type("audio/wav");

    public static ChunkMediaType Type(string header) =>
        ChunkMediaType.TryParse(header, out var type) ? type : throw new AssertionException($"'{header}' was not parsed.");

    public static Task<ChunkInspection> AnswerAsync(Stream body, ChunkMediaType type) =>
        new ChunkInspector().InspectAsync(body, type, CancellationToken.None);

    public static async Task<ChunkInspection.Audio> AudioAsync(byte[] body, ChunkMediaType? type = null) =>
        await AnswerAsync(new WatchedBody(body), type ?? Wav) switch
        {
            ChunkInspection.Audio audio => audio,
            var other => throw new AssertionException($"Not audio: {other}"),
        };

    public static async Task<string> RefusalAsync(byte[] body, ChunkMediaType? type = null) =>
        await AnswerAsync(new WatchedBody(body), type ?? Wav) switch
        {
            ChunkInspection.Refused refused => refused.Reason,
            var other => throw new AssertionException($"Not refused: {other}"),
        };
}
