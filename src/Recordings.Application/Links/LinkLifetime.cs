using System.Globalization;

namespace Recordings.Application.Links;

/// <summary>
/// The lifetime of a link that a caller asks for, in seconds. Invariant: at least 1. A number too large for the type becomes its
/// greatest value.
/// </summary>
public readonly record struct LinkLifetime
{
    private const int MaxDigits = 9;

    private LinkLifetime(int seconds) => Seconds = seconds;

    public int Seconds { get; }

    /// <summary>Reads a whole number of any length. False for zero and for a text with other characters than digits.</summary>
    public static bool TryParse(string? text, out LinkLifetime lifetime)
    {
        lifetime = default;
        if (string.IsNullOrEmpty(text) || !text.All(char.IsAsciiDigit) || text.TrimStart('0') is not { Length: > 0 } digits)
            return false;

        lifetime = new LinkLifetime(
            digits.Length > MaxDigits ? int.MaxValue : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }
}
