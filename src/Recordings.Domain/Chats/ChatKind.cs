namespace Recordings.Domain.Chats;

/// <summary>Who a chat belongs to. All but <see cref="Standard"/> are private to their owner and participants.</summary>
public enum ChatKind
{
    Standard,
    ManagerOwned,
    DirectMessage,
}
