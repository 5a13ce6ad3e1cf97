namespace Recordings.Domain.Chats;

/// <summary>A conversation as the platform describes it. Invariants: a manager-owned chat has an owner; no chat ends before it starts.</summary>
public sealed record Chat
{
    /// <exception cref="ArgumentException">An invariant is broken.</exception>
    public Chat(ChatDescription description, DateTimeOffset? endedAt = null)
    {
        if (endedAt < description.StartedAt)
            throw new ArgumentException("A chat cannot end before it starts.", nameof(endedAt));

        (Description, EndedAt) = (description, endedAt);
    }

    public ChatDescription Description { get; }

    public DateTimeOffset? EndedAt { get; }

    public bool IsVoice => Description.Channel is Channel.PhoneVoice or Channel.WebVoice;

    /// <summary>Private chats are read by their owner and participants alone, whatever scope others hold.</summary>
    public bool IsPrivate => Description.Kind is not ChatKind.Standard;

    public bool Includes(MemberId member) =>
        member == Description.Owner || Description.Participants.Any(participant => participant.Member == member);

    /// <summary>Whether <paramref name="next"/> would open a private chat to others: another kind, or no owner any more.</summary>
    public bool LosesPrivacyBy(ChatDescription next) =>
        IsPrivate && (next.Kind != Description.Kind || (Description.Owner is not null && next.Owner is null));
}
