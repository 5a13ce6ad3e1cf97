using Recordings.Domain.Audio;

namespace Recordings.Application.Ports;

/// <summary>What inspecting a chunk's body found: <see cref="Audio"/> or <see cref="Refused"/>, nothing else.</summary>
public abstract record ChunkInspection
{
    private ChunkInspection()
    {
    }

    /// <summary>Audio that can be played.</summary>
    /// <param name="Format">How the samples are stored.</param>
    /// <param name="Frames">Whole frames, at least one.</param>
    /// <param name="PayloadOffset">Bytes of the body before the first sample.</param>
    /// <param name="BlockChecksums">CRC-32C of each block of <see cref="ChunkPayload.BlockBytes"/> bytes of those frames; the last block may be shorter.</param>
    public sealed record Audio(AudioFormat Format, long Frames, long PayloadOffset, uint[] BlockChecksums) : ChunkInspection;

    /// <summary>Not audio that can be used.</summary>
    /// <param name="Reason">A sentence for the sender: what is wrong with the body. Holds no bytes of it but numbers.</param>
    public sealed record Refused(string Reason) : ChunkInspection;
}
