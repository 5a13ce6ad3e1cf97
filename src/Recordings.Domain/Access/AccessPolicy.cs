using Recordings.Domain.Chats;

namespace Recordings.Domain.Access;

/// <summary>
/// Decides who may read a chat's recording, and who may change its description. It assumes that the caller's scope and workspace are
/// already checked.
/// </summary>
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

    /// <summary>
    /// Only an admin may make a private chat less private, or let its own member into one. Everyone else may let in other members only:
    /// else each credential that writes could read every private chat.
    /// </summary>
    /// <param name="chat">The chat before the change.</param>
    public static DescriptionDecision MayDescribe(Caller caller, Chat chat, ChatDescription next) => caller.Holds(Scope.Admin) switch
    {
        true => DescriptionDecision.Allowed,
        false when chat.AdmitsBy(next, caller.Member) => DescriptionDecision.SelfAdmission,
        false when chat.LosesPrivacyBy(next) => DescriptionDecision.KindConflict,
        false => DescriptionDecision.Allowed,
    };
}

public enum DescriptionDecision
{
    Allowed,

    /// <summary>The chat is private without the caller's member, and the description includes this member.</summary>
    SelfAdmission,

    /// <summary>The chat would lose its private kind or its owner.</summary>
    KindConflict,
}

public enum AccessDecision
{
    Allowed,

    /// <summary>The chat is private and the caller is neither its owner nor a participant.</summary>
    PrivateChat,
}
