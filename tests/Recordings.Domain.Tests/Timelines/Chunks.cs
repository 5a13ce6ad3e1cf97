using System.Security.Cryptography;
using Recordings.Domain.Chats;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

/// <summary>Creates chunks for the tests.</summary>
internal static class Chunks
{
    public static Chunk Of(string track, int sequence, decimal startMs, long frames, int rate = 8000) => new()
    {
        Track = TrackName.From(track),
        Sequence = sequence,
        Start = new MediaTime((long)(startMs * 1_000_000)),
        ContentType = $"audio/L16;rate={rate};channels=1",
        Format = new AudioFormat(SampleEncoding.Pcm16, SampleRate.FromHertz(rate), 1),
        Frames = frames,
        Checksum = new Sha256(SHA256.HashData([(byte)sequence])),
        Payload = new ChunkPayload($"{track}/{sequence}", 0, ReadOnlyMemory<uint>.Empty),
    };

    /// <summary>One text for each span: the sequence number of its run's first chunk, then the span's start and end in frames.</summary>
    public static string[] Heard(this TrackTimeline track) =>
        [.. track.Spans.Select(span => $"{span.Run.Parts[0].Chunk.Sequence}@{span.Frames.Start}-{span.Frames.End}")];
}
