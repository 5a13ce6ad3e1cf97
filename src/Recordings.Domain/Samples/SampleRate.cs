namespace Recordings.Domain.Samples;

/// <summary>Frames per second. Invariant: one of the nine rates that voice platforms deliver.</summary>
public readonly record struct SampleRate : IComparable<SampleRate>
{
    private static readonly int[] Supported = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000];

    private SampleRate(int hertz) => Hertz = hertz;

    public int Hertz { get; }

    /// <summary>False when <paramref name="hertz"/> is not a supported rate; do not use <paramref name="rate"/> then.</summary>
    public static bool TryCreate(int hertz, out SampleRate rate)
    {
        rate = new SampleRate(hertz);
        return Array.IndexOf(Supported, hertz) >= 0;
    }

    /// <exception cref="ArgumentOutOfRangeException">The rate is not supported.</exception>
    public static SampleRate FromHertz(int hertz) =>
        TryCreate(hertz, out var rate) ? rate : throw new ArgumentOutOfRangeException(nameof(hertz), hertz, "Not a supported sample rate.");

    public int CompareTo(SampleRate other) => Hertz.CompareTo(other.Hertz);

    public override string ToString() => $"{Hertz} Hz";
}
