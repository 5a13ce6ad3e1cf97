using System.Globalization;

namespace Recordings.Application.Links;

/// <summary>How long a caller asks a link to last, in seconds. Invariant: at least 1. A number too large for the type is its greatest value.</summary>
public readonly record struct LinkLifetime
{
    private const int MaxDigits = 9;

    private LinkLifetime(int seconds) => Seconds = seconds;

    public int Seconds { get; }

    /// <summary>Reads a whole number of any length; false for zero and for anything but digits.</summary>
    public static bool TryParse(string? text, out LinkLifetime lifetime)
    {
        lifetime = default;
        if (string.IsNullOrEmpty(text) || !text.All(char.IsAsciiDigit) || text.TrimStart('0') is not { Length: > 0 } digits)
            return false;

        lifetime = new LinkLifetime(digits.Length > MaxDigits ? int.MaxValue : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }
}
