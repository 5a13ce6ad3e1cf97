namespace Recordings.Domain.Samples;

/// <summary>How one sample is stored. Multi-byte encodings are little-endian if the name does not say otherwise.</summary>
public enum SampleEncoding
{
    /// <summary>8-bit unsigned; 128 is silence.</summary>
    Pcm8,
    Pcm16,
    Pcm24,
    Pcm32,

    /// <summary>IEEE 754 single precision, full scale ±1.</summary>
    Float32,

    /// <summary>ITU-T G.711 A-law.</summary>
    ALaw,

    /// <summary>ITU-T G.711 µ-law.</summary>
    MuLaw,

    /// <summary>16-bit in network byte order, as in audio/L16 (RFC 2586).</summary>
    Pcm16BigEndian,

    /// <summary>IEEE 754 double precision, full scale ±1.</summary>
    Float64,
}
