namespace Recordings.Infrastructure.Inspection;

/// <summary>Why a body with audio outside its first data chunk is rejected: part of the audio would not be heard.</summary>
internal static class MoreAudio
{
    /// <summary>Null when the chain does not stop at more audio.</summary>
    public static string? ReasonOf(ChunkChain chain) => chain.Obstacle switch
    {
        ChunkChain.Audio.DataChunk => $"A second data chunk begins at byte {chain.End}: only one can be heard.",
        ChunkChain.Audio.WavFile => SecondFile(chain.End),
        _ => null,
    };

    public static string SecondFile(long position) =>
        $"A second WAV file begins at byte {position}: each file must be a chunk of its own.";
}
