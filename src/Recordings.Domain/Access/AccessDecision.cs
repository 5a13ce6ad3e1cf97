namespace Recordings.Domain.Access;

public enum AccessDecision
{
    Allowed,

    /// <summary>The chat is private and the caller is neither its owner nor a participant.</summary>
    PrivateChat,
}
