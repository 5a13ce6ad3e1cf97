using Recordings.Application.Capture.StoreChunk;

namespace Recordings.Api.Capture;

/// <summary>A stored chunk.</summary>
/// <param name="Track">The track's name.</param>
/// <param name="Sequence">Its number on the track.</param>
/// <param name="StartMs">From the call's start, to the nanosecond.</param>
/// <param name="DurationMs">Its own length, rounded down.</param>
/// <param name="SampleRate">Its own rate.</param>
/// <param name="Sha256">SHA-256 of the body as received, in hexadecimal digits.</param>
public sealed record ChunkResponse(string Track, int Sequence, decimal StartMs, long DurationMs, int SampleRate, string Sha256)
{
    internal static ChunkResponse From(StoredChunk stored)
    {
        var chunk = stored.Chunk;
        var rate = chunk.Format.Rate.Hertz;
        return new ChunkResponse(
            chunk.Track.Value, chunk.Sequence, chunk.Start.Milliseconds, chunk.Frames * 1000 / rate, rate, chunk.Checksum.ToString());
    }
}
