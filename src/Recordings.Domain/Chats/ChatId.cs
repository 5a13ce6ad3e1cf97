using System.Globalization;

namespace Recordings.Domain.Chats;

/// <summary>The platform's number of a chat, unique within a workspace. Invariant: 1 to 9223372036854775807.</summary>
public readonly record struct ChatId
{
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public ChatId(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        Value = value;
    }

    public long Value { get; }

    /// <summary>Reads digits without a leading zero.</summary>
    public static bool TryParse(string? text, out ChatId chat)
    {
        chat = default;
        // The check for digits is needed because long.TryParse accepts NUL characters at the end.
        if (text is null or "" || text[0] == '0' || !text.All(char.IsAsciiDigit)
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;

        chat = new ChatId(value);
        return true;
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
