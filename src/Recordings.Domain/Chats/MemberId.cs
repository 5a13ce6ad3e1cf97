using System.Diagnostics.CodeAnalysis;

namespace Recordings.Domain.Chats;

/// <summary>The platform's pseudonym of a person. Invariant: 1 to 200 characters without control characters. Case-sensitive.</summary>
public sealed record MemberId
{
    public const int MaxLength = 200;

    private MemberId(string value) => Value = value;

    public string Value { get; }

    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= MaxLength } && !text.Any(char.IsControl);

    public static bool TryParse(string? text, [NotNullWhen(true)] out MemberId? member)
    {
        member = IsValid(text) ? new MemberId(text) : null;
        return member is not null;
    }

    /// <exception cref="ArgumentException">The text breaks the invariant.</exception>
    public static MemberId From(string text) =>
        IsValid(text) ? new MemberId(text) : throw new ArgumentException("Not a member id.", nameof(text));

    public override string ToString() => Value;
}
