namespace Recordings.Domain.Samples;

/// <summary>
/// The coefficients of a polyphase interpolator: an ideal low-pass filter at the source's Nyquist frequency, with a Kaiser window
/// (timeline rule 9). They are computed from integers with IEEE 754 + − × ÷ only, which every platform rounds alike (timeline rule 10).
/// </summary>
public sealed class SincFilter
{
    /// <summary>The number of coefficients of a phase: one output frame is computed from this many source frames.</summary>
    public const int Taps = 64;

    /// <summary>The number of source frames before the nearest one that is not after the output frame.</summary>
    public const int Before = (Taps / 2) - 1;

    /// <summary>Kaiser's β for a stop band 100 dB down: 0.1102 × (100 − 8.7).</summary>
    private const double Beta = 10.06126;

    private readonly float[] _coefficients;

    public SincFilter(int phases)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(phases, 1);
        Phases = phases;
        _coefficients = new float[phases * Taps];
        for (var phase = 0; phase < phases; phase++)
            Fill(phase, _coefficients.AsSpan(phase * Taps, Taps));
    }

    public int Phases { get; }

    /// <summary>
    /// The coefficients for an output frame at a distance of <paramref name="phase"/> ÷ <see cref="Phases"/> after a source frame.
    /// They are in order of the source, and their sum is 1.
    /// </summary>
    public ReadOnlySpan<float> Phase(int phase) => _coefficients.AsSpan(phase * Taps, Taps);

    private void Fill(int phase, Span<float> coefficients)
    {
        Span<double> exact = stackalloc double[Taps];
        var sum = 0.0;
        for (var tap = 0; tap < Taps; tap++)
        {
            exact[tap] = Kernel(Math.Abs(((tap - Before) * Phases) - phase));
            sum += exact[tap];
        }

        for (var tap = 0; tap < Taps; tap++)
            coefficients[tap] = (float)(exact[tap] / sum);
    }

    /// <summary>The continuous filter at a distance of <paramref name="numerator"/> ÷ <see cref="Phases"/> source frames.</summary>
    private double Kernel(int numerator)
    {
        var distance = (double)numerator / Phases;
        var edge = distance / (Taps / 2);
        var sinc = numerator == 0 ? 1 : SineOfPi(numerator) / (Math.PI * distance);
        return sinc * BesselOfRoot(Beta * Beta / 4 * (1 - (edge * edge)));
    }

    /// <summary>
    /// sin(π × numerator ÷ phases), by the Taylor series.
    /// Integers reduce the angle to a quarter turn first, so whole numbers give exactly 0.
    /// </summary>
    private double SineOfPi(int numerator)
    {
        var (turns, rest) = Math.DivRem(numerator, Phases);
        var x = Math.PI * Math.Min(rest, Phases - rest) / Phases;
        var (term, sum) = (x, 0.0);
        for (var n = 2; n <= 26; n += 2)
        {
            sum += term;
            term *= -x * x / (n * (n + 1));
        }

        return turns % 2 == 0 ? sum : -sum;
    }

    /// <summary>
    /// I₀(2√<paramref name="square"/>), the modified Bessel function of the Kaiser window, by its power series.
    /// It is not divided by I₀(β), because each phase is normalised.
    /// </summary>
    private static double BesselOfRoot(double square)
    {
        var (term, sum) = (1.0, 0.0);
        for (var n = 1; n <= 48; n++)
        {
            sum += term;
            term *= square / ((double)n * n);
        }

        return sum;
    }
}
