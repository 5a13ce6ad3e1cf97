using System.Globalization;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Timelines;

/// <summary>A position in a call: the time since its start. Invariant: whole nanoseconds, not negative.</summary>
public readonly record struct MediaTime : IComparable<MediaTime>
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int Decimals = 6;

    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public MediaTime(long nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nanoseconds);
        Nanoseconds = nanoseconds;
    }

    public long Nanoseconds { get; }

    /// <summary>
    /// Reads milliseconds: digits, or digits, a point and digits. Digits below a nanosecond are dropped.
    /// A number too large for the type becomes its greatest value, which is longer than any call.
    /// </summary>
    public static bool TryParse(string? text, out MediaTime time)
    {
        time = default;
        var point = text?.IndexOf('.') ?? -1;
        var whole = point < 0 ? text : text![..point];
        var fraction = point < 0 ? "0" : text![(point + 1)..];
        if (!IsDigits(whole) || !IsDigits(fraction))
            return false;

        var kept = fraction.Length > Decimals ? fraction[..Decimals] : fraction.PadRight(Decimals, '0');
        var significant = whole!.TrimStart('0');
        time = significant.Length > 12
            ? new MediaTime(long.MaxValue)
            : new MediaTime(long.Parse("0" + significant + kept, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The only conversion of time to frames: round(t × rate), halves rounded up, in integers (timeline rule 3).</summary>
    public long ToFrames(SampleRate rate) =>
        (long)((((Int128)Nanoseconds * rate.Hertz * 2) + NanosecondsPerSecond) / (2 * NanosecondsPerSecond));

    /// <summary>The end of a number of frames that begin at this time, rounded up; at most the type's greatest value.</summary>
    public MediaTime EndAfter(long frames, SampleRate rate)
    {
        var end = Nanoseconds + ((((Int128)frames * NanosecondsPerSecond) + rate.Hertz - 1) / rate.Hertz);
        return new MediaTime((long)Int128.Min(end, long.MaxValue));
    }

    public static bool operator >(MediaTime left, MediaTime right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <(MediaTime left, MediaTime right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Milliseconds with at most six decimals, as in answers.</summary>
    public decimal Milliseconds => Nanoseconds / 1_000_000m;

    public int CompareTo(MediaTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    private static bool IsDigits(string? text) => !string.IsNullOrEmpty(text) && text.All(char.IsAsciiDigit);
}
