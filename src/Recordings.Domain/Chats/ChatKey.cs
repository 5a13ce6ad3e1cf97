namespace Recordings.Domain.Chats;

/// <summary>
/// One capture of a chat: given once, never again. A chat id that is deleted and captured anew gets another key,
/// so that links, objects and late writes of the old one never touch the new one.
/// </summary>
public readonly record struct ChatKey(long Value);
