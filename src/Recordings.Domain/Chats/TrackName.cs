using System.Diagnostics.CodeAnalysis;

namespace Recordings.Domain.Chats;

/// <summary>The platform's name of a track. Invariant: 1 to 64 of A-Z a-z 0-9 . _ -, and the first is a letter or digit.</summary>
public sealed record TrackName : IComparable<TrackName>
{
    public const int MaxLength = 64;

    private TrackName(string value) => Value = value;

    public string Value { get; }

    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    public static bool TryParse(string? text, [NotNullWhen(true)] out TrackName? track)
    {
        track = IsValid(text) ? new TrackName(text) : null;
        return track is not null;
    }

    /// <exception cref="ArgumentException">The text breaks the invariant.</exception>
    public static TrackName From(string text) =>
        IsValid(text) ? new TrackName(text) : throw new ArgumentException("Not a track name.", nameof(text));

    /// <summary>Compares by code point, so that the order is the same on every machine.</summary>
    public int CompareTo(TrackName? other) => string.CompareOrdinal(Value, other?.Value);

    public override string ToString() => Value;
}
