using FluentValidation;
using Recordings.Domain.Chats;

namespace Recordings.Application;

/// <summary>
/// The rules of values that callers send, each with its sentence. Validators use them for bodies, and model binding for paths and
/// queries.
/// </summary>
public static class RequestRules
{
    public const string Workspace = "A workspace is a UUID in hyphenated form.";
    public const string Chat = "A chat id is a whole number from 1 to 9223372036854775807 without leading zeros.";
    public const string Track = "A track is 1 to 64 of A-Z a-z 0-9 . _ - and begins with a letter or digit.";
    public const string Sequence = "A sequence is a whole number from 0 to 2147483647.";
    public const string MediaTime = "Required: milliseconds from the call's start, as digits with an optional fraction, such as 1234.5.";
    public const string LinkLifetime = "Must be a whole number of seconds, at least 1.";
    public const string Flag = "Must be true or false.";
    public const string OneValue = "Given more than once.";
    public const string WholeBody = "A part of a body cannot be stored; send the whole body without Content-Range.";
    public const string Timestamp = "Required: an RFC 3339 time with offset, such as 2026-11-22T07:17:55Z.";
    public const string Scopes = "Scopes are words of chats:read, chats:write and chats:admin, separated by spaces.";

    public static readonly string Member = $"A member id is 1 to {MemberId.MaxLength} characters without controls, line separators and marks of direction.";

    internal static void IsTimestamp<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => Rfc3339.TryParse(text, out _)).WithMessage(Timestamp);

    /// <exception cref="ArgumentException">The message was not validated.</exception>
    internal static DateTimeOffset ToTimestamp(string? text) =>
        Rfc3339.TryParse(text, out var time) ? time : throw new ArgumentException("Not a timestamp.", nameof(text));
}
