namespace Recordings.Domain.Chats;

/// <summary>
/// A conversation as the platform describes it. Invariants:
/// a manager-owned chat has an owner, and a chat does not end before it starts.
/// </summary>
public sealed record Chat
{
    /// <exception cref="ArgumentException">The end is before the start.</exception>
    public Chat(ChatDescription description, DateTimeOffset? endedAt = null)
    {
        if (endedAt < description.StartedAt)
            throw new ArgumentException("A chat cannot end before it starts.", nameof(endedAt));

        (Description, EndedAt) = (description, endedAt);
    }

    public ChatDescription Description { get; }

    /// <summary>Null until the chat ends.</summary>
    public DateTimeOffset? EndedAt { get; }

    public bool IsVoice => Description.Channel is Channel.PhoneVoice or Channel.WebVoice;

    public bool IsPrivate => Description.IsPrivate;

    /// <summary>True for the owner and for each participant. Member ids are compared exactly.</summary>
    public bool Includes(MemberId member) => Description.Includes(member);

    /// <summary>True when <paramref name="next"/> opens a private chat to others: it changes the kind or removes the owner.</summary>
    public bool LosesPrivacyBy(ChatDescription next) =>
        IsPrivate && (next.Kind != Description.Kind || (Description.Owner is not null && next.Owner is null));

    /// <summary>True when the chat is private without the member, and <paramref name="next"/> makes the member its owner or a participant.</summary>
    public bool AdmitsBy(ChatDescription next, MemberId member) => IsPrivate && !Includes(member) && next.Includes(member);
}
