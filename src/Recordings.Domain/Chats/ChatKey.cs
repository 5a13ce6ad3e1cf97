namespace Recordings.Domain.Chats;

/// <summary>
/// The key of one capture of a chat. No key is used twice: if a chat is deleted and captured again, the new capture has a new key.
/// So links, objects and late writes of the old capture never touch the new one.
/// </summary>
public readonly record struct ChatKey(long Value);
