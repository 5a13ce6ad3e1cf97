namespace Recordings.Domain.Audio;

/// <summary>What a chunk's body is, by its media type.</summary>
public enum ChunkMediaKind
{
    /// <summary>A RIFF/WAVE file that tells its own encoding, rate and channels.</summary>
    Wav,

    /// <summary>Raw 16-bit samples in network byte order (RFC 2586).</summary>
    L16,

    /// <summary>Raw ITU-T G.711 µ-law bytes (RFC 4856).</summary>
    Pcmu,

    /// <summary>Raw ITU-T G.711 A-law bytes (RFC 4856).</summary>
    Pcma,
}
