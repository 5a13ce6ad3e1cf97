using Recordings.Domain.Chats;

namespace Recordings.Domain.Access;

/// <summary>Decides who may read a chat's recording. It assumes that the caller's scope and workspace are already checked.</summary>
public static class AccessPolicy
{
    /// <summary>Only the owner and the participants may read a private chat. The scope does not matter, not even admin.</summary>
    public static AccessDecision MayRead(Caller caller, Chat chat) => MayRead(caller.Member, chat);

    /// <summary>The same for a member whose credential is not at hand, such as the one to whom a link was issued.</summary>
    public static AccessDecision MayRead(MemberId member, Chat chat) => (chat.IsPrivate, chat.Includes(member)) switch
    {
        (false, _) => AccessDecision.Allowed,
        (true, true) => AccessDecision.Allowed,
        (true, false) => AccessDecision.PrivateChat,
    };
}

public enum AccessDecision
{
    Allowed,

    /// <summary>The chat is private and the caller is neither its owner nor a participant.</summary>
    PrivateChat,
}
