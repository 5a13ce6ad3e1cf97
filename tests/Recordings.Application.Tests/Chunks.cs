using Recordings.Domain.Chats;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Tests;

/// <summary>Stored chunks: a second of mono audio at 8 kHz, one after another.</summary>
internal static class Chunks
{
    public static readonly AudioFormat Format = new(SampleEncoding.Pcm16, SampleRate.FromHertz(8000), 1);

    public static Chunk Of(int sequence) => new()
    {
        Track = TrackName.From("caller"),
        Sequence = sequence,
        Start = new MediaTime(sequence * 1_000_000_000L),
        ContentType = "audio/wav",
        Format = Format,
        Frames = 8000,
        Checksum = Digests.Of($"chunk {sequence}"),
        Payload = new ChunkPayload($"chunks/{sequence}", 44, ReadOnlyMemory<uint>.Empty),
    };
}
