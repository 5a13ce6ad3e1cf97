using System.Runtime.InteropServices;

namespace Recordings.Benchmarks.Calls;

/// <summary>A call whose chunks lie as WAV files in a folder, for the service and its rivals alike.</summary>
internal sealed class MadeCall
{
    private const int PoolSeconds = 40;

    private MadeCall(CallShape shape, string folder, IReadOnlyList<MadeChunk> chunks) => (Shape, Folder, Chunks) = (shape, folder, chunks);

    public CallShape Shape { get; }

    public string Folder { get; }

    /// <summary>In order of time.</summary>
    public IReadOnlyList<MadeChunk> Chunks { get; }

    public static MadeCall Make(CallShape shape, string parent)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, shape.Name)).FullName;
        var pools = shape.Tracks.Select(Pool).ToArray();
        var next = new int[shape.Tracks.Count];
        var chance = new Random(1);
        var chunks = new List<MadeChunk>();
        foreach (var utterance in Conversation.Plan(shape))
        {
            var format = shape.Tracks[utterance.Track];
            var (pool, frames) = (pools[utterance.Track], format.FramesIn(utterance.Length));
            var from = chance.Next((pool.Length / format.BytesPerFrame) - frames) * format.BytesPerFrame;
            var file = $"{chunks.Count:D5}.wav";
            ChunkFile.Write(Path.Combine(folder, file), format, pool.AsSpan(from, frames * format.BytesPerFrame));
            chunks.Add(new MadeChunk(file, utterance.Track, next[utterance.Track]++, format.FramesIn(utterance.Start), frames, utterance.Start));
        }

        return new MadeCall(shape, folder, chunks);
    }

    private static byte[] Pool(TrackFormat format, int track)
    {
        var samples = Voice.Speak(format.Rate, PoolSeconds, track + 1);
        return format.IsMuLaw ? MuLaw.Encode(samples) : MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
    }
}

/// <param name="File">Its name in the call's folder.</param>
/// <param name="Start">In frames of its own rate.</param>
internal sealed record MadeChunk(string File, int Track, int Sequence, long Start, int Frames, int StartMs);
