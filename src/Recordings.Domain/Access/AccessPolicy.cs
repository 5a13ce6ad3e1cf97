using Recordings.Domain.Chats;

namespace Recordings.Domain.Access;

/// <summary>Who may read a chat's recording once scope and workspace are known to be right.</summary>
public static class AccessPolicy
{
    /// <summary>Private chats are for their owner and participants; a scope, however wide, opens none of them.</summary>
    public static AccessDecision MayRead(Caller caller, Chat chat) => (chat.IsPrivate, chat.Includes(caller.Member)) switch
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
