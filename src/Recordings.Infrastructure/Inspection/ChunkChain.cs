namespace Recordings.Infrastructure.Inspection;

/// <summary>
/// A chain of well-formed chunks: each has an id of four printable characters and a size that fits into the body. The last pad byte
/// may be missing.
/// </summary>
/// <param name="End">Where the chain stops: the end of the body, or the first byte that begins no such chunk.</param>
/// <param name="Obstacle">What stands there, if it means more audio.</param>
internal readonly record struct ChunkChain(long End, ChunkChain.Audio Obstacle)
{
    /// <summary>Audio outside the first data chunk.</summary>
    public enum Audio
    {
        None,
        DataChunk,
        WavFile,
    }

    /// <summary>Why the body is rejected when the chain stops at more audio, which would not be heard; otherwise null.</summary>
    public string? Reason => Obstacle switch
    {
        Audio.DataChunk => $"A second data chunk begins at byte {End}: only one can be heard.",
        Audio.WavFile => SecondFile(End),
        _ => null,
    };

    public static string SecondFile(long position) =>
        $"A second WAV file begins at byte {position}: each file must be a chunk of its own.";

    /// <summary>Each step moves at least eight bytes, so the walk ends with the body.</summary>
    public static async ValueTask<ChunkChain> WalkAsync(BufferedBodyReader body, long start, CancellationToken cancellationToken)
    {
        for (var position = start; ;)
        {
            var bytes = await body.ReadAsync(position, WavSignature.Length, cancellationToken);
            var step = Step(bytes.Span, body.BodyLength - position, out var obstacle);
            if (step == 0)
                return new ChunkChain(position, obstacle);

            position = Math.Min(position + step, body.BodyLength);
        }
    }

    /// <summary>The bytes of the chunk; 0 at the end of the chain.</summary>
    private static long Step(ReadOnlySpan<byte> bytes, long left, out Audio obstacle)
    {
        obstacle = WavSignature.Begins(bytes) ? Audio.WavFile : Audio.None;
        if (obstacle != Audio.None || bytes.Length < RiffChunk.HeaderBytes)
            return 0;

        var chunk = new RiffChunk(bytes);
        obstacle = chunk.Is("data"u8) ? Audio.DataChunk : Audio.None;
        return obstacle == Audio.None && chunk.HasPrintableId && chunk.Size <= left - RiffChunk.HeaderBytes ? chunk.PaddedBytes : 0;
    }
}
