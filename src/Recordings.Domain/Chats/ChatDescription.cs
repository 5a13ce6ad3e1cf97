namespace Recordings.Domain.Chats;

/// <summary>The platform's description of a chat. Each report replaces it. Invariant: a manager-owned chat has an owner.</summary>
public sealed record ChatDescription
{
    /// <exception cref="ArgumentException">The chat is manager-owned and has no owner.</exception>
    public ChatDescription(
        Channel channel, ChatKind kind, MemberId? owner, DateTimeOffset startedAt, IReadOnlyList<Participant> participants)
    {
        if (kind is ChatKind.ManagerOwned && owner is null)
            throw new ArgumentException("A manager-owned chat needs an owner.", nameof(owner));

        (Channel, Kind, Owner, StartedAt, Participants) = (channel, kind, owner, startedAt.ToUniversalTime(), participants);
    }

    public Channel Channel { get; }

    public ChatKind Kind { get; }

    public MemberId? Owner { get; }

    /// <summary>In UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    public IReadOnlyList<Participant> Participants { get; }

    /// <summary>Only the owner and the participants may read a private chat. No scope changes that.</summary>
    public bool IsPrivate => Kind is not ChatKind.Standard;

    /// <summary>The owner and the participants, each once.</summary>
    public IReadOnlyList<MemberId> Members =>
        [.. Participants.Select(participant => participant.Member).Prepend(Owner).OfType<MemberId>().Distinct()];

    /// <summary>True for the owner and for each participant. Member ids are compared exactly.</summary>
    public bool Includes(MemberId member) => member == Owner || Participants.Any(participant => participant.Member == member);
}
