namespace Recordings.Domain.Chats;

/// <summary>What the platform says of a chat, replaced as a whole by each report. Invariant: a manager-owned chat has an owner.</summary>
public sealed record ChatDescription
{
    /// <exception cref="ArgumentException">A manager-owned chat without owner.</exception>
    public ChatDescription(
        Channel channel, ChatKind kind, MemberId? owner, DateTimeOffset startedAt, IReadOnlyList<Participant> participants)
    {
        if (kind is ChatKind.ManagerOwned && owner is null)
            throw new ArgumentException("A manager-owned chat has an owner.", nameof(owner));

        (Channel, Kind, Owner, StartedAt, Participants) = (channel, kind, owner, startedAt.ToUniversalTime(), participants);
    }

    public Channel Channel { get; }

    public ChatKind Kind { get; }

    public MemberId? Owner { get; }

    public DateTimeOffset StartedAt { get; }

    public IReadOnlyList<Participant> Participants { get; }
}
