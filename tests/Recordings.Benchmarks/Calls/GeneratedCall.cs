using System.Runtime.InteropServices;

namespace Recordings.Benchmarks.Calls;

/// <summary>A call with its chunks as WAV files in a folder, for the service and for its rivals.</summary>
internal sealed class GeneratedCall
{
    private const int PoolSeconds = 40;

    private GeneratedCall(CallShape shape, string folder, IReadOnlyList<GeneratedChunk> chunks) =>
        (Shape, Folder, Chunks) = (shape, folder, chunks);

    public CallShape Shape { get; }

    public string Folder { get; }

    /// <summary>The chunks in order of time.</summary>
    public IReadOnlyList<GeneratedChunk> Chunks { get; }

    public static GeneratedCall Create(CallShape shape, string parent)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, shape.Name)).FullName;
        var pools = shape.Tracks.Select(Pool).ToArray();
        var next = new int[shape.Tracks.Count];
        var chance = new Random(1);
        var chunks = new List<GeneratedChunk>();
        foreach (var utterance in Conversation.Plan(shape))
        {
            var format = shape.Tracks[utterance.Track];
            var (pool, frames) = (pools[utterance.Track], format.FramesIn(utterance.Length));
            var from = chance.Next((pool.Length / format.BytesPerFrame) - frames) * format.BytesPerFrame;
            var file = $"{chunks.Count:D5}.wav";
            ChunkFile.Write(Path.Combine(folder, file), format, pool.AsSpan(from, frames * format.BytesPerFrame));
            chunks.Add(new GeneratedChunk(
                file, utterance.Track, next[utterance.Track]++, format.FramesIn(utterance.Start), frames, utterance.Start));
        }

        return new GeneratedCall(shape, folder, chunks);
    }

    private static byte[] Pool(TrackFormat format, int track)
    {
        var samples = SyntheticVoice.Generate(format.Rate, PoolSeconds, track + 1);
        return format.IsMuLaw ? MuLaw.Encode(samples) : MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
    }
}

/// <param name="File">The file's name in the call's folder.</param>
/// <param name="Start">The start in frames of the track's rate.</param>
internal sealed record GeneratedChunk(string File, int Track, int Sequence, long Start, int Frames, int StartMs);
