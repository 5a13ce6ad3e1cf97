namespace Recordings.Domain.Chats;

/// <summary>Whose chat it is. Every kind except <see cref="Standard"/> is private to the owner and the participants.</summary>
public enum ChatKind
{
    Standard,
    ManagerOwned,
    DirectMessage,
}
