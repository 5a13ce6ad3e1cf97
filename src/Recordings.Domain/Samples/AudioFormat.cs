namespace Recordings.Domain.Samples;

/// <summary>The format of a chunk's stored samples. Invariant: one or two interleaved channels.</summary>
public sealed record AudioFormat
{
    /// <exception cref="ArgumentOutOfRangeException">The number of channels is neither 1 nor 2.</exception>
    public AudioFormat(SampleEncoding encoding, SampleRate rate, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 2);
        (Encoding, Rate, Channels) = (encoding, rate, channels);
    }

    public SampleEncoding Encoding { get; }

    public SampleRate Rate { get; }

    public int Channels { get; }

    /// <summary>Bytes of one frame. A frame is one sample of every channel.</summary>
    public int BytesPerFrame => Channels * Encoding switch
    {
        SampleEncoding.Pcm8 or SampleEncoding.ALaw or SampleEncoding.MuLaw => 1,
        SampleEncoding.Pcm16 or SampleEncoding.Pcm16BigEndian => 2,
        SampleEncoding.Pcm24 => 3,
        SampleEncoding.Float64 => 8,
        _ => 4,
    };

    /// <summary>True when the stored samples have the recording's format (16-bit PCM, mono) and need no decoding.</summary>
    public bool IsOutputFormat => Encoding is SampleEncoding.Pcm16 && Channels == 1;
}
