using System.Globalization;
using FluentValidation;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application;

/// <summary>The shapes that values have in a request: the rule for each, beside the reading of a value that passed it.</summary>
internal static class RequestRules
{
    public static void IsChatId<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(text => ChatId.TryParse(text, out _))
            .WithMessage("A chat id is a whole number from 1 to 9223372036854775807 without leading zeros.");

    public static ChatId ToChatId(string text) =>
        ChatId.TryParse(text, out var chat) ? chat : throw NotValidated();

    public static void IsFlag<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || bool.TryParse(text, out _)).WithMessage("Must be true or false.");

    public static bool ToFlag(string? text) => text is not null && bool.Parse(text);

    public static void IsTrackName<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(TrackName.IsValid)
            .WithMessage("A track is 1 to 64 of A-Z a-z 0-9 . _ - and begins with a letter or digit.");

    public static void IsSequence<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .WithMessage("A sequence is a whole number from 0 to 2147483647.");

    public static int ToSequence(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    public static void IsMediaTime<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => MediaTime.TryParseMilliseconds(text, out _))
            .WithMessage("Required: milliseconds from the call's start, as digits with an optional fraction, such as 1234.5.");

    public static MediaTime ToMediaTime(string? text) =>
        MediaTime.TryParseMilliseconds(text, out var time) ? time : throw NotValidated();

    public static void IsTimestamp<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => Rfc3339.TryParse(text, out _))
            .WithMessage("Required: an RFC 3339 time with offset, such as 2026-11-22T07:17:55Z.");

    public static DateTimeOffset ToTimestamp(string? text) =>
        Rfc3339.TryParse(text, out var time) ? time : throw NotValidated();

    public static void IsWorkspaceId<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => WorkspaceId.TryParse(text, out _)).WithMessage("A workspace is a UUID in hyphenated form.");

    public static WorkspaceId ToWorkspaceId(string text) =>
        WorkspaceId.TryParse(text, out var workspace) ? workspace : throw NotValidated();

    private static ArgumentException NotValidated() => new("A value reached its handler unvalidated.");
}
