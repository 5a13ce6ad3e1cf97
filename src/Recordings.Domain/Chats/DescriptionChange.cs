namespace Recordings.Domain.Chats;

/// <summary>A new description of a private chat, or one that makes a chat private: it changes who may read the recording.</summary>
public sealed record DescriptionChange
{
    private DescriptionChange(ChatDescription before, ChatDescription after)
    {
        (Before, After) = (before, after);
        Added = [.. after.Members.Except(before.Members)];
        Removed = [.. before.Members.Except(after.Members)];
    }

    public ChatDescription Before { get; }

    public ChatDescription After { get; }

    /// <summary>Who is owner or participant only after the change.</summary>
    public IReadOnlyList<MemberId> Added { get; }

    /// <summary>Who was owner or participant only before the change.</summary>
    public IReadOnlyList<MemberId> Removed { get; }

    /// <summary>
    /// Null if the chat is standard before and after, or if kind, owner and participants stay the same. The order of the participants
    /// does not matter.
    /// </summary>
    public static DescriptionChange? Find(ChatDescription before, ChatDescription after)
    {
        if (!before.IsPrivate && !after.IsPrivate)
            return null;

        var isSame = before.Kind == after.Kind && before.Owner == after.Owner
            && before.Participants.ToHashSet().SetEquals(after.Participants);
        return isSame ? null : new DescriptionChange(before, after);
    }
}
