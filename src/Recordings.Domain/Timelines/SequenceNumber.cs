using System.Globalization;

namespace Recordings.Domain.Timelines;

/// <summary>The number of a chunk on its track. Invariant: 0 to 2147483647.</summary>
public readonly record struct SequenceNumber
{
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public SequenceNumber(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = value;
    }

    public int Value { get; }

    /// <summary>Reads digits; leading zeros are allowed.</summary>
    public static bool TryParse(string? text, out SequenceNumber sequence)
    {
        // The check for digits is needed because int.TryParse accepts NUL characters at the end.
        var value = 0;
        var parsed = text is not null && text.All(char.IsAsciiDigit)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        sequence = new SequenceNumber(value);
        return parsed;
    }
}
