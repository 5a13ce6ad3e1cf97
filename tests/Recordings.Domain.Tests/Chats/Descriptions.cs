using Recordings.Domain.Chats;

namespace Recordings.Domain.Tests.Chats;

/// <summary>Descriptions of chats as the tests need them.</summary>
internal static class Descriptions
{
    public static readonly DateTimeOffset StartedAt = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    /// <summary>A web call of one kind, with an owner or without one, and with these participants.</summary>
    public static ChatDescription Create(ChatKind kind, string? owner = null, params string[] participants) => new(
        Channel.WebVoice,
        kind,
        owner is null ? null : MemberId.From(owner),
        StartedAt,
        [.. participants.Select(member => new Participant(MemberId.From(member), Role: null, Track: null))]);

    /// <summary>A standard chat of this channel.</summary>
    public static ChatDescription Create(Channel channel) => new(channel, ChatKind.Standard, owner: null, StartedAt, []);
}
